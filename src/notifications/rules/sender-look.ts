/** What every email adds to its own data: who sends it, in which colours, with which links. Null: there is none. */
export type SenderLook = {
  readonly producer: {
    readonly name: string;
    readonly logoUrl: string | null;
    readonly accentColor: string;
    /** black or white, whichever is easier to read on the accent colour */
    readonly accentTextColor: string;
  };
  readonly links: {
    readonly portal: string | null;
    readonly unsubscribe: string | null;
    /** the one-time link by which the reader chooses a password */
    readonly password: string | null;
  };
};

export interface LookSettings {
  readonly producerName: string;
  readonly logoUrl: string;
  readonly accentColor: string;
}

/** The sender's look out of the settings. A link is given only where a page answers it. */
export function senderLook(settings: LookSettings, links: Partial<SenderLook['links']> = {}): SenderLook {
  return {
    producer: {
      name: settings.producerName,
      logoUrl: settings.logoUrl === '' ? null : settings.logoUrl,
      accentColor: settings.accentColor,
      accentTextColor: readableOn(settings.accentColor),
    },
    links: { portal: links.portal ?? null, unsubscribe: links.unsubscribe ?? null, password: links.password ?? null },
  };
}

/** Where the End-User Portal shows what expires. */
export function portalUrl(publicUrl: string): string {
  return `${publicUrl}/portal/expiring`;
}

/** The look of one message: with the link by which its reader stops more of the kind. */
export function withUnsubscribe(look: SenderLook, unsubscribe: string | null): SenderLook {
  return { ...look, links: { ...look.links, unsubscribe } };
}

/** The look of one message: with the one-time link that is only for its reader. */
export function withPasswordLink(look: SenderLook, password: string | null): SenderLook {
  return { ...look, links: { ...look.links, password } };
}

/** Black or white, by the contrast of WCAG 2 against a colour such as #1f5fa8. */
export function readableOn(colour: string): '#000000' | '#ffffff' {
  const channels = [1, 3, 5].map((start) => linear(Number.parseInt(colour.slice(start, start + 2), 16) / 255));
  const [red = 0, green = 0, blue = 0] = channels;
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000';
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
