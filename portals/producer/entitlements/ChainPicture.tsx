import { Group, Paper, Text } from '@mantine/core';
import type { JSX } from 'react';
import { entitlementsText as text } from '../../messages/en/producer-entitlements.ts';
import { Key } from '../../shared/Key.tsx';
import { EndDay } from './EndDay.tsx';
import { entitlementPath, type LineItem } from './item-words.ts';
import { RightStateMark } from './RightStateMark.tsx';

interface ChainPictureProps {
  /** what it was made from, the root first */
  readonly ancestors: readonly LineItem[];
  readonly item: LineItem;
  /** what was made from it */
  readonly lineItems: readonly LineItem[];
}

/** Where a line item stands in its chain: what it came from on the left, what came of it on the right. */
export function ChainPicture({ ancestors, item, lineItems }: ChainPictureProps): JSX.Element {
  if (ancestors.length === 0 && lineItems.length === 0)
    return (
      <Text size="sm" className="licet-quiet">
        {text.chainAlone}
      </Text>
    );
  return (
    <ol className="licet-chain">
      {[...ancestors, item].map((link) => (
        <li key={link.activationId}>
          <ChainLink link={link} isHere={link === item} />
        </li>
      ))}
      {lineItems.length > 0 && (
        <li className="licet-chain-ends">
          {lineItems.map((link) => (
            <ChainLink key={link.activationId} link={link} isHere={false} />
          ))}
        </li>
      )}
    </ol>
  );
}

function ChainLink({ link, isHere }: { readonly link: LineItem; readonly isHere: boolean }): JSX.Element {
  return (
    <Paper withBorder px="xs" py={4} fz="xs" bg={isHere ? 'var(--mantine-color-default-hover)' : undefined}>
      <Group gap={6}>
        <b>{text[`kind_${link.type}`]}</b>
        <RightStateMark state={link.state} />
      </Group>
      {isHere ? (
        <span className="licet-key">{link.activationId}</span>
      ) : (
        <Key value={link.activationId} to={entitlementPath(link.entitlementId)} search={{ item: link.activationId }} />
      )}
      <div>
        → <EndDay item={link} distance={false} />
        {isHere && <span className="licet-quiet"> {text.chainHere}</span>}
      </div>
    </Paper>
  );
}
