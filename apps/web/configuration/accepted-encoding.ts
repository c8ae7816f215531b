/** Compressed forms of a file, the smallest first, and how their names end. */
export const COMPRESSED_FORMS = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const;

/** One of {@link COMPRESSED_FORMS}. */
export type CompressedForm = (typeof COMPRESSED_FORMS)[number];

/**
 * The compressed forms that a browser takes, the smallest first.
 * @param header its `Accept-Encoding`; a coding with `q=0` is refused (RFC 9110, 12.5.3)
 */
export function acceptedForms(header: string | undefined): readonly CompressedForm[] {
  const accepted = new Set(
    (header ?? '')
      .toLowerCase()
      .split(',')
      .map((coding) => coding.split(';').map((part) => part.trim()))
      .filter(([, ...parameters]) => !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)))
      .map(([name]) => name),
  );
  return COMPRESSED_FORMS.filter(({ encoding }) => accepted.has(encoding) || accepted.has('*'));
}
