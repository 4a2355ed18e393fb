import type { ReactNode } from 'react';

/** Line icons of 24 units; they take the size and colour of the text around them. */
function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="1em"
      height="1em"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const MicrophoneIcon = () => (
  <Icon>
    <rect x="9" y="3" width="6" height="11" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
  </Icon>
);

export const MicrophoneOffIcon = () => (
  <Icon>
    <path d="M9 9v2a3 3 0 0 0 4.6 2.5M15 11V6a3 3 0 0 0-5.8-1" />
    <path d="M5.5 11.5A6.5 6.5 0 0 0 16 16.6M18.5 11.5a6.5 6.5 0 0 1-.5 2.5M12 18v3M4 4l16 16" />
  </Icon>
);

export const SoundIcon = () => (
  <Icon>
    <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />
  </Icon>
);

export const InterruptIcon = () => (
  <Icon>
    <rect x="6.5" y="6.5" width="11" height="11" rx="2.5" fill="currentColor" stroke="none" />
  </Icon>
);

export const SendIcon = () => (
  <Icon>
    <path d="M12 19V5M6 11l6-6 6 6" />
  </Icon>
);

export const CloseIcon = () => (
  <Icon>
    <path d="M7 7l10 10M17 7L7 17" />
  </Icon>
);

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
