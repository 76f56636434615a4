import { Collapse, Fieldset, Text, UnstyledButton } from '@mantine/core';
import { useState, type JSX } from 'react';
import { entitlementFormsText as text } from '../../../messages/en/producer-entitlements-forms.ts';
import { ApiProblem } from '../../../shared/api/problem.ts';
import type { FormPart } from './field-props.ts';
import { DeliveryFields, filledDelivery } from './HeaderFields.tsx';
import type { HeaderWish } from './header-wish.ts';

const pointers = /^\/(shipTo|emailTemplateVariation|contacts|channelPartners)/;

/** What most orders leave empty, one press away; open where something of it is wrong or filled in. */
export function DeliverySection(part: FormPart<HeaderWish>): JSX.Element {
  const filled = filledDelivery(part.wish);
  const [wanted, setWanted] = useState(filled > 0);
  const isOpen = wanted || isWrong(part.problem);
  return (
    <section aria-label={text.delivery}>
      <UnstyledButton mih={24} fz="sm" fw={600} aria-expanded={isOpen} onClick={() => setWanted(!isOpen)}>
        <span aria-hidden>{isOpen ? '▾' : '▸'}</span> {text.delivery}{' '}
        <Text component="span" size="xs" className="licet-quiet">
          {filled === 0 ? text.deliveryHint : text.deliveryFilled(filled)}
        </Text>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <Fieldset p="xs" mt={6} aria-label={text.delivery}>
          <DeliveryFields {...part} />
        </Fieldset>
      </Collapse>
    </section>
  );
}

function isWrong(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.reasons.some(({ pointer }) => pointers.test(pointer ?? ''));
}
