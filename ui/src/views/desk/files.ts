/** The kinds of file that the desk writes. */
import type { FileKind } from '../../lib/backend';
import { t } from '../../lib/i18n/index.svelte';

export function tableKinds(): FileKind[] {
  return [
    { name: t('file-html'), extensions: ['html'] },
    { name: t('file-markdown'), extensions: ['md'] },
    { name: t('file-text'), extensions: ['txt'] },
  ];
}
