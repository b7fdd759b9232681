/**
 * One ECharts, only the parts in use. A chart is an image with a sentence; the table behind it is
 * one key away.
 */
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useMode } from '../theme/mode.tsx';
import { ink } from '../theme/tokens.ts';

use([BarChart, LineChart, GridComponent, TooltipComponent, SVGRenderer]);

export type Ink = Readonly<Record<string, string>>;
interface Props {
  readonly sentence: string;
  readonly height: number;
  readonly draw: (ink: Ink) => EChartsCoreOption;
  readonly press?: (index: number) => void;
}

export function Chart({ sentence, height, draw, press }: Props) {
  const { mode } = useMode();
  const place = useRef<HTMLDivElement>(null);
  const pressed = useRef(press);
  pressed.current = press;
  useEffect(() => {
    const chart = init(place.current!, null, { renderer: 'svg' });
    chart.setOption({ animationDuration: 220, ...draw(ink[mode]) });
    chart.on('click', ({ dataIndex }) => pressed.current?.(dataIndex));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place.current!);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [draw, mode]);
  return <div ref={place} role="img" aria-label={sentence} style={{ height, width: '100%' }} />;
}

/** Axes as the language draws them: labels of 11, no axis line, one faint grid. */
export const axes = (ink: Ink, labels: readonly string[], write: (n: number) => string) => ({
  grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
  xAxis: {
    type: 'category' as const,
    data: labels,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: ink.ink3, fontSize: 11, fontFamily: 'inherit' },
  },
  yAxis: {
    type: 'value' as const,
    splitNumber: 3,
    axisLabel: { color: ink.ink3, fontSize: 11, formatter: write },
    splitLine: { lineStyle: { color: ink.grid, width: 1 } },
  },
  tooltip: {
    trigger: 'axis' as const,
    axisPointer: { type: 'none' as const },
    backgroundColor: ink.surface,
    borderColor: ink.line,
    textStyle: { color: ink.ink, fontSize: 12 },
    valueFormatter: (value: unknown) => write(Number(value)),
  },
});
