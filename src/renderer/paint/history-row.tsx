import { CircleDashed, Images } from 'lucide-react';
import { type MouseEvent, memo, type ReactNode } from 'react';
import type { HistoryRow as Edit } from '../../shared/contract/labels';
import type { ColorTable } from '../canvas/color-table';
import { historyIcon } from './history-icon';
import type { StepPictureFeed } from './step-picture-feed';
import { type StepGround, StepPictureView } from './step-picture-view';

interface RowProps {
  index: number;
  total: number;
  topPx: number;
  isPresent: boolean;
  isActive: boolean;
  /** What going there does in other images; null where nothing. */
  warning: string | null;
  onGo(index: number): void;
}

interface HistoryRowProps extends RowProps {
  /** Undefined while it is on its way. */
  edit: Edit | undefined;
  isUndone: boolean;
  ago: string;
  feed: StepPictureFeed;
  colors: ColorTable;
  ground: StepGround | null;
}

/** One step of the history. The list holds the keyboard; a click goes there. */
export const HistoryRow = memo(function HistoryRow(props: HistoryRowProps): ReactNode {
  const { edit, isUndone, ago, feed, colors, ground, warning } = props;
  if (edit === undefined) return <Row {...props} title="Loading" />;
  const Icon = historyIcon(edit);
  const title = [
    `${new Date(edit.at).toLocaleString('en-GB')}${edit.images > 1 ? `, in ${edit.images} images` : ''}.`,
    warning,
  ];
  return (
    <Row {...props} title={title.filter((part) => part !== null).join(' ')}>
      <StepPictureView editId={edit.editId} feed={feed} colors={colors} ground={ground}>
        <Icon size={16} aria-hidden="true" />
      </StepPictureView>
      <span className="truncate">{edit.label}</span>
      {isUndone && <span className="visually-hidden">undone</span>}
      {edit.images > 1 && <Images size={12} role="img" aria-label={`in ${edit.images} images`} />}
      <span className="history-ago">{ago}</span>
    </Row>
  );
});

/** The state before the first step. */
export const HistoryBeginning = memo(function HistoryBeginning(props: RowProps): ReactNode {
  return (
    <Row {...props} isUndone={false} title={props.warning ?? undefined}>
      <span className="history-picture">
        <CircleDashed size={16} aria-hidden="true" />
      </span>
      <span>Opened, nothing painted</span>
    </Row>
  );
});

function Row(props: RowProps & { isUndone: boolean; title: string | undefined; children?: ReactNode }): ReactNode {
  const { index, total, topPx, isPresent, isActive, isUndone, warning, title, onGo, children } = props;
  return (
    <div
      id={`step-${index}`}
      className={index === total - 1 ? 'history-beginning' : 'history-row'}
      role="option"
      tabIndex={-1}
      aria-selected={isPresent}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-undone={isUndone}
      data-active={isActive}
      title={title}
      style={{ transform: `translateY(${topPx}px)` }}
      onMouseDown={keepFocus}
      onClick={() => onGo(index)}
      onKeyDown={(event) => event.key === 'Enter' && onGo(index)}
    >
      {children}
      {warning !== null && <span className="visually-hidden">{warning}</span>}
    </div>
  );
}

/** A click must not move the focus from the list into a row that may be scrolled away. */
function keepFocus(event: MouseEvent<HTMLElement>): void {
  event.preventDefault();
  event.currentTarget.closest<HTMLElement>('.history')?.focus({ preventScroll: true });
}
