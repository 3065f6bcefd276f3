import { z } from 'zod';
import { imagePartFields } from '../images/image-part';
import { request } from './define';
import { shownPartSchema } from './shown-part';

/** Where the values of a channel lie: the engine's `ChannelRange` as a message. */
export const channelRangeSchema = z.object({
  min: z.number(),
  max: z.number(),
  percentiles: z.object({
    p01: z.number(),
    p1: z.number(),
    p50: z.number(),
    p99: z.number(),
    p999: z.number(),
  }),
  histogram: z.object({ lo: z.number(), hi: z.number(), counts: z.array(z.number()) }),
});

/** What the screens need to know of an image's pixels; nothing of it reaches training. */
export const engineDisplay = {
  valueRange: request(
    z.object({ path: z.string(), ...imagePartFields }),
    z.object({ channels: z.array(channelRangeSchema).min(1) }),
  ),
  /** What a file calls the channels of its pages; empty where it names none. */
  channelNames: request(z.object({ path: z.string() }), z.object({ names: z.array(z.string()) })),
  /** Of the image's thumbnail, which is made where it is not in the cache. */
  perceptualHash: request(
    z.object({
      path: z.string(),
      sha256: z.string(),
      cacheFolder: z.string(),
      part: shownPartSchema.omit({ window: true }).optional(),
    }),
    z.object({ hash: z.string().regex(/^[0-9a-f]{16}$/) }),
  ),
};
