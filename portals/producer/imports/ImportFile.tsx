import { Button, FileButton, Group, Paper, Text } from '@mantine/core';
import { useState, type DragEvent, type JSX } from 'react';
import { importsText } from '../../messages/en/producer-imports.ts';
import { ImportOptions } from './ImportOptions.tsx';
import './imports.css';

/** Takes a file by a button or by dropping it, and asks how it is to be imported. */
export function ImportFile(): JSX.Element {
  const [file, setFile] = useState<File | null>(null);
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    setFile(event.dataTransfer.files.item(0) ?? file);
  };
  return (
    <Paper
      component="section"
      className="licet-drop"
      data-over={isOver ? '' : undefined}
      withBorder
      p="md"
      mb="lg"
      aria-label={importsText.fileToImport}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {file === null ? (
        <Group gap="xs">
          <Text size="sm">{importsText.dropHere}</Text>
          <FileButton onChange={setFile} accept=".ndjson,.jsonl,.json,.txt,application/x-ndjson">
            {(props) => <Button {...props}>{importsText.chooseFile}</Button>}
          </FileButton>
        </Group>
      ) : (
        <ImportOptions key={`${file.name} ${file.lastModified}`} file={file} onForget={() => setFile(null)} />
      )}
    </Paper>
  );
}
