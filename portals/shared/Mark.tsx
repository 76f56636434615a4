import type { JSX, ReactNode } from 'react';

export type Tone = 'urgent' | 'soon' | 'good' | 'quiet' | 'plain';

const shapes: Readonly<Record<Tone, string>> = { urgent: '▲', soon: '●', good: '✓', quiet: '○', plain: '' };

/** A word with a colour and a shape that say the same, so that nobody depends on the colour. */
export function Mark({
  tone,
  isSentence = false,
  children,
}: {
  readonly tone: Tone;
  /** long enough to need several lines on a phone */
  readonly isSentence?: boolean;
  readonly children: ReactNode;
}): JSX.Element {
  return (
    <span
      className={tone === 'plain' ? undefined : `licet-${tone}`}
      style={isSentence ? undefined : { whiteSpace: 'nowrap' }}
    >
      {shapes[tone] !== '' && <span aria-hidden>{shapes[tone]} </span>}
      {children}
    </span>
  );
}
