import type { ReactNode } from 'react';
import type { RunCurves } from './curves';
import { score } from './run-words';

/** The validations of a run as a table, for those who cannot see curves. */
export function CurveTable({ curves }: { curves: RunCurves }): ReactNode {
  const { validationLoss, meanIou, meanBoundaryIou, classes } = curves;
  if (validationLoss.steps.length === 0) return null;
  const at = (curve: { steps: number[]; values: number[] }, step: number): string =>
    score(curve.values[curve.steps.indexOf(step)]);
  return (
    <table className="visually-hidden">
      <caption>Validations of the run</caption>
      <thead>
        <tr>
          <th scope="col">step</th>
          <th scope="col">loss</th>
          <th scope="col">mean IoU</th>
          <th scope="col">boundary IoU</th>
          {classes.map(({ name }) => (
            <th key={name} scope="col">
              {name} IoU
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {validationLoss.steps.map((step) => (
          <tr key={step}>
            <th scope="row">{step}</th>
            <td>{at(validationLoss, step)}</td>
            <td>{at(meanIou, step)}</td>
            <td>{at(meanBoundaryIou, step)}</td>
            {classes.map(({ name, iou }) => (
              <td key={name}>{at(iou, step)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
