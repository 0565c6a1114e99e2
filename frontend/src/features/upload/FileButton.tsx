import { useRef } from 'react';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { AUDIO } from './audioFiles';

interface Props {
  /** What was chosen: one file, or several where several may be. */
  onFiles: (files: File[]) => void;
  several?: boolean;
  children: string;
}

export function FileButton({ onFiles, several = false, children }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => input.current?.click()}>
        <Icon name="file" />
        {children}
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept={AUDIO}
        multiple={several}
        aria-label={children}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // Emptied, so that choosing the same file once more counts as a choice.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
