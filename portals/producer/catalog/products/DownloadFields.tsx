import { Button, CloseButton, Group, Stack, Text, TextInput } from '@mantine/core';
import type { JSX } from 'react';
import { productsText as text } from '../../../messages/en/producer-products.ts';
import { sentences } from '../pickers/sentences.ts';
import type { ProductFieldsProps } from './product-fields-props.ts';
import type { ProductWish } from './product-wish.ts';

/** Where those who own a product find what to install. */
export function DownloadFields({ wish, onChange, problem }: ProductFieldsProps): JSX.Element {
  const { downloads } = wish;
  const change = (changed: typeof downloads): void => onChange({ ...wish, downloads: changed });
  return (
    <Stack gap={4} role="group" aria-label={text.downloads} align="stretch">
      <Text size="xs" fw={500}>
        {text.downloads}
      </Text>
      {downloads.map((download, index) => (
        <OneDownload
          // Downloads have no key but their place.
          // eslint-disable-next-line react/no-array-index-key
          key={index}
          {...{ download, index, problem }}
          onChange={(changed) => change(downloads.map((one, at) => (at === index ? changed : one)))}
          onRemove={() => change(downloads.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => change([...downloads, { name: '', url: '' }])}
      >
        {text.addDownload}
      </Button>
    </Stack>
  );
}

type Download = ProductWish['downloads'][number];

interface OneDownloadProps {
  readonly download: Download;
  readonly index: number;
  readonly problem: unknown;
  readonly onChange: (download: Download) => void;
  readonly onRemove: () => void;
}

function OneDownload({ download, index, problem, onChange, onRemove }: OneDownloadProps): JSX.Element {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <TextInput
        aria-label={text.downloadNameOf(index + 1)}
        placeholder={text.downloadName}
        value={download.name}
        onChange={(event) => onChange({ ...download, name: event.currentTarget.value })}
        error={sentences(problem, `/downloads/${index}/name`)}
        flex={1}
      />
      <TextInput
        aria-label={text.downloadUrlOf(index + 1)}
        placeholder="https://"
        type="url"
        value={download.url}
        onChange={(event) => onChange({ ...download, url: event.currentTarget.value })}
        error={sentences(problem, `/downloads/${index}/url`)}
        flex={2}
      />
      <CloseButton size="sm" mt={3} aria-label={text.removeDownload(index + 1)} onClick={onRemove} />
    </Group>
  );
}
