/** Head and shoulders, where the avatar will be. */
export const Silhouette = () => (
  <svg className="silhouette" viewBox="0 0 200 200" aria-hidden="true">
    <ellipse cx="100" cy="84" rx="36" ry="45" />
    <path d="M18 200c4-42 38-62 82-62s78 20 82 62z" />
  </svg>
);

/** Lips: the mark of Mouthpiece. */
export const Mark = () => (
  <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="10" />
    <path d="M7 14c3-3 6-3 9-1 3-2 6-2 9 1-2 6-5 8-9 8s-7-2-9-8z" />
  </svg>
);
