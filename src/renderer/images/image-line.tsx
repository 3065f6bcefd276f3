import { FileWarning, Lock } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import { statusWords } from '../../shared/images/status';
import { StatusDot } from '../components/status-dot';
import { imageItem } from './image-item';
import { dayWords, labelledWords, workWords } from './row-words';
import { Thumbnail } from './thumbnail';
import { useArrived } from './use-arrived';
import { openImage } from './use-image-keys';

interface ImageLineProps {
  index: number;
  topPx: number;
  /** The date is that of the file, by which they are ordered. */
  isByFile: boolean;
  /** Undefined while its page is on the way. */
  image: ImageRow | undefined;
  isActive: boolean;
  isSelected: boolean;
  /** It is not looked at now. */
  isHeld: boolean;
}

/** One image of the list. */
export const ImageLine = memo(function ImageLine(props: ImageLineProps) {
  const { index, topPx, isByFile, isActive, isSelected, isHeld } = props;
  const image = useArrived(isHeld || props.image === undefined, isActive, 1) ? props.image : undefined;
  return (
    // The list holds the keyboard; a line is reached by its arrows.
    <div
      {...imageItem(index, image, isActive, isSelected)}
      className="list-line"
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${topPx}px)` }}
      onKeyDown={(event) => event.key === 'Enter' && openImage(index)}
    >
      {image === undefined ? <Cell column="name">…</Cell> : <Cells image={image} isByFile={isByFile} />}
    </div>
  );
});

function Cells({ image, isByFile }: { image: ImageRow; isByFile: boolean }): ReactNode {
  const { name, width, height, depth, format, status, split, isSplitLocked, fileState } = image;
  return (
    <>
      <Cell column="picture">
        <Thumbnail image={image} className="list-picture" iconPx={14} />
      </Cell>
      <Cell column="name" title={name}>
        {fileState !== 'present' && <FileWarning size={14} className="tile-warn" aria-hidden="true" />}
        <span className="truncate">{name}</span>
      </Cell>
      <Cell column="size">
        {width} × {height}
      </Cell>
      <Cell column="depth">{depth} bit</Cell>
      <Cell column="format">{format.toUpperCase()}</Cell>
      <Cell column="date">{dayWords(isByFile ? image.modifiedMs : image.addedAtMs)}</Cell>
      <Cell column="status">
        <StatusDot status={status} /> {statusWords(status)}
      </Cell>
      <Cell column="split">
        {split ?? ''} {isSplitLocked && <Lock size={12} aria-label="locked" />}
      </Cell>
      <Cell column="labelled">{labelledWords(image)}</Cell>
      <Cell column="work">{workWords(image)}</Cell>
    </>
  );
}

function Cell({ column, title, children }: { column: string; title?: string; children: ReactNode }): ReactNode {
  return (
    <span className="list-cell" role="gridcell" tabIndex={-1} data-column={column} title={title}>
      {children}
    </span>
  );
}
