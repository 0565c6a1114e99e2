import { Component, type ReactNode } from 'react';
import { Button } from '@/components/Button';
import { CourseToCome } from '@/features/course/CourseToCome';

/** A part of the page that cannot be drawn, or not be loaded for want of a connection, leaves the rest alone. */
export class PartBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <CourseToCome>
        <p role="alert">This part of the page could not be loaded. The rest of it is whole.</p>
        <Button onClick={() => window.location.reload()}>Load the page again</Button>
      </CourseToCome>
    );
  }
}
