import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';

/** What the components say by themselves, to people who cannot see them. */
interface ComponentWords {
  readonly close: string;
  readonly showPassword: string;
}

/** Dense, calm, with one colour of its own: the producer's. */
export function themeFor(accentColor: string, { close, showPassword }: ComponentWords): MantineThemeOverride {
  const closeButtonProps = { 'aria-label': close };
  return createTheme({
    primaryColor: 'accent',
    colors: { accent: accentShades(accentColor) },
    primaryShade: { light: 6, dark: 8 },
    autoContrast: true,
    respectReducedMotion: true,
    defaultRadius: 'sm',
    fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace',
    fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
    headings: {
      fontWeight: '600',
      sizes: { h1: { fontSize: '1.25rem' }, h2: { fontSize: '1rem' }, h3: { fontSize: '0.875rem' } },
    },
    components: {
      Button: { defaultProps: { size: 'xs' } },
      TextInput: { defaultProps: { size: 'xs' } },
      PasswordInput: {
        defaultProps: { size: 'sm', visibilityToggleButtonProps: { 'aria-label': showPassword } },
      },
      Select: { defaultProps: { size: 'xs' } },
      MultiSelect: { defaultProps: { size: 'xs' } },
      NumberInput: { defaultProps: { size: 'xs' } },
      Textarea: { defaultProps: { size: 'xs' } },
      Checkbox: { defaultProps: { size: 'xs' } },
      Switch: { defaultProps: { size: 'xs' } },
      SegmentedControl: { defaultProps: { size: 'xs' } },
      Table: { defaultProps: { verticalSpacing: 5, horizontalSpacing: 'sm' } },
      Modal: { defaultProps: { closeButtonProps } },
      Drawer: { defaultProps: { closeButtonProps, overlayProps: { backgroundOpacity: 0.25 } } },
    },
  });
}

/** Quiet text that can still be read by weak eyes. */
export const quietColours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#565e69',
    '--mantine-color-placeholder': '#666e79',
    '--mantine-color-error': '#b42318',
  },
  dark: {
    '--mantine-color-dimmed': '#b0b7c0',
    '--mantine-color-placeholder': '#a0a8b2',
    '--mantine-color-error': '#ff9d94',
  },
});

type Rgb = readonly [number, number, number];
const white: Rgb = [255, 255, 255];
const black: Rgb = [0, 0, 0];

/** Ten shades of a colour; from the seventh on, white text can be read on each (WCAG AA), however light the colour is. */
export function accentShades(accentColor: string): MantineColorsTuple {
  const given = rgbOf(accentColor);
  const readable = darkenUntilReadable(given);
  const lighter = (share: number): string => hexOf(mix(readable, white, share));
  const darker = (share: number): string => hexOf(mix(readable, black, share));
  return [
    lighter(0.92),
    lighter(0.82),
    lighter(0.66),
    lighter(0.5),
    lighter(0.34),
    lighter(0.16),
    hexOf(readable),
    darker(0.12),
    darker(0.24),
    darker(0.38),
  ];
}

function darkenUntilReadable(colour: Rgb): Rgb {
  let shade = colour;
  for (let step = 0; step < 20 && contrast(shade, white) < 4.6; step++) shade = mix(shade, black, 0.08);
  return shade;
}

function rgbOf(colour: string): Rgb {
  const digits = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  if (digits === null) return [31, 95, 168];
  return [
    Number.parseInt(digits[1] ?? '', 16),
    Number.parseInt(digits[2] ?? '', 16),
    Number.parseInt(digits[3] ?? '', 16),
  ];
}

function hexOf(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function mix([r, g, b]: Rgb, [r2, g2, b2]: Rgb, share: number): Rgb {
  return [r + (r2 - r) * share, g + (g2 - g) * share, b + (b2 - b) * share];
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const value = part / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}
