import { Autocomplete, Button, Checkbox, CloseButton, Group, Stack, Text, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { useMay } from '../../../shared/session.ts';
import { AccountPicker } from '../../accounts/AccountPicker.tsx';
import { PersonPicker } from './ContactFields.tsx';
import { fieldProps, sentencesAt, type FormPart } from './field-props.ts';
import type { HeaderWish, PartnerWish } from './header-wish.ts';
import { useChannelTiers } from './use-choices.ts';

/** Who stands between the producer and the end customer: one account for each tier. */
export function PartnerFields(part: FormPart<HeaderWish>): JSX.Element {
  const { wish, change } = part;
  const tiers = useChannelTiers();
  const { error, disabled, title } = fieldProps(part, text.partners, 'channelPartners');
  const partners = wish.channelPartners;
  const free = tiers.find((tier) => !partners.some((partner) => partner.tier === tier)) ?? '';
  return (
    <Stack gap="xs" role="group" aria-label={text.partners} align="stretch" title={title}>
      {partners.map((partner, index) => (
        <Partner
          // The fields of a place stay with it, whichever tier it is.
          key={index}
          part={part}
          index={index}
          partner={partner}
          tiers={tiers}
          onChange={(patch) => change({ channelPartners: replaced(partners, index, patch) })}
          onRemove={() => change({ channelPartners: partners.filter((_, at) => at !== index) })}
        />
      ))}
      {error !== undefined && (
        <Text size="xs" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        disabled={disabled}
        onClick={() =>
          change({
            channelPartners: [...partners, { tier: free, accountId: '', currentOwner: false, contact: '' }],
          })
        }
      >
        {text.addPartner}
      </Button>
    </Stack>
  );
}

/** Only one partner is the current owner. */
function replaced(
  partners: readonly PartnerWish[],
  index: number,
  patch: Partial<PartnerWish>,
): readonly PartnerWish[] {
  return partners.map((partner, at) => {
    if (at === index) return { ...partner, ...patch };
    return patch.currentOwner === true ? { ...partner, currentOwner: false } : partner;
  });
}

interface PartnerProps {
  readonly part: FormPart<HeaderWish>;
  readonly index: number;
  readonly partner: PartnerWish;
  readonly tiers: readonly string[];
  readonly onChange: (patch: Partial<PartnerWish>) => void;
  readonly onRemove: () => void;
}

function Partner({ part, index, partner, tiers, onChange, onRemove }: PartnerProps): JSX.Element {
  const place = `/channelPartners/${index}`;
  const errorAt = (field: string): string | undefined => sentencesAt(part.problem, [`${place}/${field}`]);
  const isLocked = part.lockOf('channelPartners') !== undefined;
  return (
    <Group gap="xs" align="flex-start" role="group" aria-label={text.partnerOf(partner.tier)}>
      <Autocomplete
        label={text.tier}
        data={[...tiers]}
        value={partner.tier}
        onChange={(tier) => onChange({ tier })}
        error={errorAt('tier')}
        disabled={isLocked}
        size="xs"
        w={{ base: '100%', xs: 130 }}
        required
      />
      <AccountPicker
        label={text.partner}
        value={partner.accountId === '' ? undefined : partner.accountId}
        onChange={(accountId) => onChange({ accountId: accountId ?? '', contact: '' })}
        error={errorAt('accountId')}
        isDisabled={isLocked}
        width={230}
        isRequired
      />
      <PartnerContact
        partner={partner}
        onChange={onChange}
        error={errorAt('contact')}
        isLocked={part.lockOf('partnerContacts') !== undefined}
      />
      <Checkbox
        mt={24}
        label={text.currentOwner}
        checked={partner.currentOwner}
        onChange={(event) => onChange({ currentOwner: event.currentTarget.checked })}
        disabled={isLocked}
      />
      <CloseButton mt={20} aria-label={text.removePartner(partner.tier)} onClick={onRemove} disabled={isLocked} />
    </Group>
  );
}

interface PartnerContactProps extends Pick<PartnerProps, 'partner' | 'onChange'> {
  readonly error: string | undefined;
  readonly isLocked: boolean;
}

function PartnerContact({ partner, onChange, error, isLocked }: PartnerContactProps): JSX.Element {
  const maySee = useMay()('viewUsers');
  if (!maySee)
    return (
      <TextInput
        label={text.partnerContact}
        value={partner.contact}
        onChange={(event) => onChange({ contact: event.currentTarget.value })}
        error={error}
        disabled={isLocked}
      />
    );
  return (
    <PersonPicker
      label={text.partnerContact}
      accounts={partner.accountId === '' ? [] : [partner.accountId]}
      value={partner.contact === '' ? undefined : partner.contact}
      onChange={(contact) => onChange({ contact: contact ?? '' })}
      error={error}
      isDisabled={isLocked}
      width={200}
    />
  );
}
