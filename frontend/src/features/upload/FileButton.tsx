import { useRef } from 'react';
import { Button } from '@/components/Button';
import { Icon } from '@/components/Icon';
import { AUDIO } from './audioFiles';

interface Props {
  onFile: (file: File) => void;
  children: string;
}

export function FileButton({ onFile, children }: Props) {
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
        aria-label={children}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // Emptied, so that choosing the same file once more counts as a choice.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </>
  );
}
