/** The heads that come with the page, in `public/avatars`; the first is who comes when none is named. */
export const CAST = ['mira', 'theo', 'amara', 'kenji'] as const;

export type CastName = (typeof CAST)[number];
