/** The versions of a rule: who changed it, when and why; an old order keeps its own. */
import { Card, Tag } from '../../parts/parts.tsx';
import { nowMs, when } from '../../words/figures.ts';
import { useWords } from '../../words/words.tsx';
import { en } from './en.ts';
import type { Version } from './types.ts';
import { zh } from './zh.ts';

interface Props {
  readonly versions: readonly Version[];
  readonly draft: { readonly why: string } | null;
  readonly chosen: number | 'draft';
  readonly choose: (version: number | 'draft') => void;
}

export function Versions({ versions, draft, chosen, choose }: Props) {
  const t = useWords(zh, en);
  const next = (versions[0]?.version ?? 0) + 1;
  const state = (version: Version) =>
    version.isInForce ? (
      <Tag tone="ok">{t('inForce')}</Tag>
    ) : Date.parse(version.validFrom) > nowMs() ? (
      <Tag tone="info">{t('coming')}</Tag>
    ) : (
      <Tag>{t('retired')}</Tag>
    );
  return (
    <Card title={t('versions')}>
      <ul className="versions">
        {draft && (
          <li>
            <button type="button" aria-pressed={chosen === 'draft'} onClick={() => choose('draft')}>
              <span className="row between">
                <b>v{next}</b>
                <Tag tone="warn">{t('draft')}</Tag>
              </span>
              <span className="t2">{draft.why || t('whyNeed')}</span>
            </button>
          </li>
        )}
        {versions.map((version) => (
          <li key={version.version}>
            <button
              type="button"
              aria-pressed={chosen === version.version}
              onClick={() => choose(version.version)}
            >
              <span className="row between">
                <b>v{version.version}</b>
                {state(version)}
              </span>
              <span className="t2">{version.why}</span>
              <span className="t3">
                {[
                  version.actorName || t('system'),
                  version.nodeName,
                  when(version.validFrom, t.language),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="t3" style={{ marginTop: 10 }}>
        {t('versionsFoot')}
      </p>
    </Card>
  );
}
