import { useNavigate } from '@tanstack/react-router';
import { useState, type JSX } from 'react';
import { accountsText as text } from '../../messages/en/producer-accounts.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { Verb } from '../../shared/Verb.tsx';
import { VerbMenu } from '../../shared/VerbMenu.tsx';
import { ChangeAccountForm } from './ChangeAccountForm.tsx';
import { DeleteAccountForm } from './DeleteAccountForm.tsx';
import { NewAccountForm } from './NewAccountForm.tsx';
import { useReasonsAgainst } from './reasons-against.ts';

/** What can be done with an account. */
export function AccountVerbs({ account }: { readonly account: AnswerOf<'getAccount'> }): JSX.Element {
  const [dialog, setDialog] = useState<'change' | 'below' | 'delete'>();
  const reasonsAgainst = useReasonsAgainst('manageAccounts');
  const navigate = useNavigate();
  const close = (): void => setDialog(undefined);
  return (
    <>
      <Verb variant="default" onClick={() => setDialog('change')} reasonsAgainst={reasonsAgainst}>
        {text.change}
      </Verb>
      <VerbMenu
        label={text.more}
        verbs={[
          { label: text.newBelow, onClick: () => setDialog('below'), reasonsAgainst },
          { label: text.delete, onClick: () => setDialog('delete'), reasonsAgainst },
        ]}
      />
      {dialog === 'change' && <ChangeAccountForm account={account} onClose={close} />}
      {dialog === 'delete' && <DeleteAccountForm account={account} onClose={close} />}
      {dialog === 'below' && (
        <NewAccountForm
          parent={account}
          onClose={close}
          onMade={(accountId) => {
            close();
            void navigate({ to: `/accounts/${encodeURIComponent(accountId)}` });
          }}
        />
      )}
    </>
  );
}
