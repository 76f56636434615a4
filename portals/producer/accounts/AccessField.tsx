import { Checkbox, Radio, Stack } from '@mantine/core';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import { errorAt } from './field-errors.ts';
import type { UserWish } from './user-wish.ts';

interface AccessFieldProps {
  readonly wish: UserWish;
  readonly onChange: (wish: UserWish) => void;
  readonly problem: unknown;
}

/** Whether somebody signs in, or is only on record. */
export function AccessField({ wish, onChange, problem }: AccessFieldProps): JSX.Element {
  const { portalAccess } = wish;
  return (
    <Radio.Group
      label={text.access}
      size="xs"
      value={portalAccess ? 'user' : 'contact'}
      onChange={(chosen) => onChange({ ...wish, portalAccess: chosen === 'user' })}
      error={errorAt(problem, '/portalAccess')}
    >
      <Stack gap={8} mt={4}>
        {(['user', 'contact'] as const).map((value) => (
          <Radio
            key={value}
            size="xs"
            value={value}
            label={text[`access_${value}`]}
            description={text[`accessHint_${value}`]}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Whether several people sign in as one. */
export function SharedLoginField({ wish, onChange, problem }: AccessFieldProps): JSX.Element | null {
  if (!wish.portalAccess) return null;
  return (
    <Checkbox
      label={text.sharedLogin}
      description={text.sharedLoginHint}
      checked={wish.sharedLogin}
      onChange={(event) => onChange({ ...wish, sharedLogin: event.currentTarget.checked })}
      error={errorAt(problem, '/sharedLogin')}
    />
  );
}
