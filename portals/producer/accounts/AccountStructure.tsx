import { Stack, Text, Title } from '@mantine/core';
import type { JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { AccountTree } from './AccountTree.tsx';
import { RelatedAccounts } from './RelatedAccounts.tsx';

/** Where an account stands: what is above and below it, and what it has to do with beside the tree. */
export function AccountStructure({ account }: { readonly account: AnswerOf<'getAccount'> }): JSX.Element {
  const { type } = account;
  return (
    <Stack gap="lg">
      <section aria-label={text.tree}>
        <Title order={2} mb="xs">
          {text.tree}
        </Title>
        <AccountTree account={account} />
      </section>
      <section aria-label={text.related}>
        <Title order={2} mb="xs">
          {text.related}
        </Title>
        {type === 'partner' || type === 'customer' ? (
          <RelatedAccounts account={account} />
        ) : (
          <Text size="sm" className="licet-quiet">
            {text.relatedOnly(text[`type_${type}`])}
          </Text>
        )}
      </section>
    </Stack>
  );
}
