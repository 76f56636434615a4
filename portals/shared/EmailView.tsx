import { Code, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useMessages } from '../messages/messages.ts';

export interface ReadableEmail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A message as its reader will see it. Its HTML is shown where it can do nothing: no scripts, no forms, no links out. */
export function EmailView({ email }: { readonly email: ReadableEmail }): JSX.Element {
  const { common } = useMessages();
  const [form, setForm] = useState('html');
  return (
    <Stack gap="xs">
      <Table withRowBorders={false} verticalSpacing={2} variant="vertical" layout="fixed">
        <Table.Tbody>
          <Fact name={common.emailTo} value={email.to} />
          <Fact name={common.emailSubject} value={email.subject} />
        </Table.Tbody>
      </Table>
      <SegmentedControl
        w="fit-content"
        value={form}
        onChange={setForm}
        data={[
          { value: 'html', label: common.emailAsHtml },
          { value: 'text', label: common.emailAsText },
        ]}
      />
      {form === 'html' ? (
        <iframe
          className="licet-mail-frame"
          title={common.emailFrame}
          sandbox=""
          srcDoc={withStyles(email.html)}
          height={480}
        />
      ) : (
        <Code block style={{ whiteSpace: 'pre-wrap' }}>
          {email.text}
        </Code>
      )}
    </Stack>
  );
}

// The frame has the rules of the page around it: a style sheet counts only where it bears the page's own nonce.
function withStyles(html: string): string {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
  return html.replaceAll(/<style(?=[\s>])/gi, `<style nonce="${nonce}"`);
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): JSX.Element {
  return (
    <Table.Tr>
      <Table.Th w={90}>{name}</Table.Th>
      <Table.Td>
        <Text size="sm">{value}</Text>
      </Table.Td>
    </Table.Tr>
  );
}
