import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';

interface ScreenBoundaryProps {
  /** A new name starts anew. */
  name: string;
  children: ReactNode;
}

interface ScreenBoundaryState {
  error: Error | null;
  name: string;
}

/** A fault of one screen stays on that screen: the others, and what is being saved or trained, go on. */
export class ScreenBoundary extends Component<ScreenBoundaryProps, ScreenBoundaryState> {
  override state: ScreenBoundaryState = { error: null, name: this.props.name };

  static getDerivedStateFromError(error: Error): Partial<ScreenBoundaryState> {
    return { error };
  }

  static getDerivedStateFromProps(
    { name }: ScreenBoundaryProps,
    state: ScreenBoundaryState,
  ): Partial<ScreenBoundaryState> | null {
    return name === state.name ? null : { name, error: null };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error('a screen failed', error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className="screen-failed">
        <ProblemNote
          problem={{
            code: 'screen-failed',
            message: `This screen stopped: ${error.message}`,
            hint: 'What was saved is saved, and training goes on. Show the screen again, or go to another one.',
          }}
        >
          <Button onClick={() => this.setState({ error: null })}>Show it again</Button>
        </ProblemNote>
      </div>
    );
  }
}
