import type { ReactNode } from 'react';
import type { ImageDetails } from '../../shared/contract/images';
import { imageStatuses, statusWords } from '../../shared/images/status';
import { act } from '../app/client';
import { Button } from '../components/button';
import { ChoiceRow } from '../components/choice-row';
import { lockSplit, selectedIds, setSplit, setStatus } from './bulk-acts';

/** Stands for the states of several images, which need not be one. */
const several = { value: 'several', words: 'set for all…' } as const;
const statusChoices = imageStatuses.map((status) => ({ value: status, words: statusWords(status) }));
const splitChoices = [
  { value: 'none', words: 'none' },
  { value: 'training', words: 'training' },
  { value: 'validation', words: 'validation' },
  { value: 'test', words: 'test' },
] as const;

/** Status and split of what is selected, to be changed. @param image the only selected one; without it several are */
export function StateRows({ image }: { image?: ImageDetails }): ReactNode {
  const more = image === undefined ? [several] : [];
  const isLockable =
    image === undefined || image.isSplitLocked || image.split === 'validation' || image.split === 'test';
  return (
    <>
      <ChoiceRow
        label="Status"
        hint="Painting makes an image in progress by itself. What is left out neither trains nor validates."
        value={image?.status ?? 'several'}
        choices={[...more, ...statusChoices]}
        onChange={(status) => {
          if (status !== 'several') act(() => setStatus(selectedIds(), status, image?.name));
        }}
      />
      <ChoiceRow
        label="Split"
        hint="What the image is for: to learn from, to judge by while learning, or to judge by at the end."
        value={image === undefined ? 'several' : (image.split ?? 'none')}
        choices={[...more, ...splitChoices]}
        onChange={(split) => {
          if (split !== 'several') act(() => setSplit(selectedIds(), split === 'none' ? null : split));
        }}
      />
      {isLockable && <LockRow image={image} />}
    </>
  );
}

function LockRow({ image }: { image: ImageDetails | undefined }): ReactNode {
  const isLocked = image?.isSplitLocked ?? false;
  const lock = (isToLock: boolean) => () => act(() => lockSplit(selectedIds(), isToLock));
  if (image !== undefined) {
    return (
      <label className="check-row">
        <input type="checkbox" checked={isLocked} onChange={lock(!isLocked)} />
        Locked: never trained on
      </label>
    );
  }
  return (
    <div className="form-acts">
      <Button onClick={lock(true)}>Lock</Button>
      <Button onClick={lock(false)}>Unlock</Button>
    </div>
  );
}
