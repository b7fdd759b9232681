/** The name of goods in the member's language; English falls back on the Chinese name. */
import { language } from './index.ts';

export const titleOf = ({ title, titleEn }: { title: string; titleEn?: string | null }): string =>
  language === 'en' && titleEn ? titleEn : title;

export const specOf = ({ spec, specEn }: { spec: string; specEn?: string }): string =>
  language === 'en' && specEn ? specEn : spec;

export const nameOf = ({ name, nameEn }: { name: string; nameEn?: string }): string =>
  language === 'en' && nameEn ? nameEn : name;

export const subtitleOf = ({ subtitle, subtitleEn }: { subtitle: string; subtitleEn?: string }) =>
  language === 'en' && subtitleEn ? subtitleEn : subtitle;
