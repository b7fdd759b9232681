/** A real Chromium for the stories: yours, the system's, or the one inside an npm package. */
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The sizes at which the stories are told. */
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };

/** One that is there may still not run (a stub, a missing library): then the next. */
export async function openBrowser(): Promise<Browser> {
  const env = withChinese({ ...process.env } as Record<string, string>);
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const ours = [...asRoot, '--disable-dev-shm-usage', '--force-color-profile=srgb'];
  const failures: unknown[] = [];
  for (const find of candidates()) {
    try {
      const { program, args } = await find();
      return await chromium.launch({ executablePath: program, args: [...args, ...ours], env });
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, 'no Chromium runs here; set CHROMIUM to the path of one');
}

type Find = () => Promise<{ readonly program: string; readonly args: readonly string[] }>;

function candidates(): readonly Find[] {
  const wished = process.env.CHROMIUM;
  if (wished !== undefined) return [async () => ({ program: wished, args: [] })];
  const installed = PLACES.filter((place) => existsSync(place));
  return [
    ...installed.map((program) => async () => ({ program, args: [] })),
    async () => {
      const { default: packed } = await import('@sparticuz/chromium');
      return { program: await packed.executablePath(), args: packed.args };
    },
  ];
}

/** Where no Chinese font is installed, the one of our posters is shown to the browser. */
function withChinese(env: Record<string, string>): Record<string, string> {
  if (process.platform !== 'linux') return env;
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  if (listed.status === 0 && listed.stdout.trim() !== '') return env;
  const fonts = dirname(
    createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'),
  );
  const folder = mkdtempSync(join(tmpdir(), 'quandian-fonts-'));
  mkdirSync(join(folder, 'cache'));
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
      <dir>${fonts}/400Regular</dir><dir>${fonts}/700Bold</dir>
      <dir>/usr/share/fonts</dir><cachedir>${folder}/cache</cachedir>
    </fontconfig>`,
  );
  return { ...env, FONTCONFIG_FILE: file };
}
