import { Code, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useMessages } from '../messages/messages.ts';

export interface ReadableEmail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A message as its reader will see it. Its HTML is shown where it can do nothing: no scripts, no forms; links open elsewhere. */
export function EmailView({ email }: { readonly email: ReadableEmail }): JSX.Element {
  const { general } = useMessages();
  const [form, setForm] = useState('html');
  return (
    <Stack gap="xs">
      <Table withRowBorders={false} verticalSpacing={2} variant="vertical" layout="fixed">
        <Table.Tbody>
          <Fact name={general.emailTo} value={email.to} />
          <Fact name={general.emailSubject} value={email.subject} />
        </Table.Tbody>
      </Table>
      <SegmentedControl
        w="fit-content"
        value={form}
        onChange={setForm}
        data={[
          { value: 'html', label: general.emailAsHtml },
          { value: 'text', label: general.emailAsText },
        ]}
      />
      {form === 'html' ? (
        <iframe
          className="licet-mail-frame"
          title={general.emailFrame}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={withStyles(withLinksElsewhere(email.html))}
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

// In the frame itself a link would find a page that may not be framed, and leave it blank.
function withLinksElsewhere(html: string): string {
  return html.replace(/^\s*(?:<!doctype[^>]*>)?/i, (start) => `${start}<base target="_blank">`);
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
        <Text size="sm" className="licet-wrap">
          {value}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
