"""Writes image files of every kind that the program reads, by Pillow, tifffile, OpenCV and pypng, and what they hold.

    python test/acceptance/formats.py FOLDER

FOLDER gets the files, a .npy of each one's expected pixels [height, width, channels], and cases.json, a list of
{file, values, tolerance, page?, channels?, pages?, pixelSize?, channelNames?, refused?}. What the program promises of
pixels is written here a second time: alpha dropped, palettes as RGB, grey of 1 to 4 bits spread over 0..255, signed and
32-bit numbers as float32. `npm test` reads the folder where the Python of formats-requirements.txt is there
(test/unit/engine/images/formats.test.ts).
"""

import json
import pathlib
import sys

import cv2
import numpy as np
import png
import tifffile
from PIL import Image, ImageOps

HEIGHT, WIDTH = 43, 61
# libjpeg-turbo inside and outside TensorFlow: the same arithmetic, but CMYK is turned into RGB by different rounding.
EXACT, CMYK_ROUNDING = 0, 1

cases = []
folder = pathlib.Path()
random = np.random.default_rng(20)


def smooth(channels=3, height=HEIGHT, width=WIDTH):
    """Bytes of a picture with flat and steep parts, edges and some noise."""
    y, x = np.mgrid[0:height, 0:width]
    planes = [127 + 90 * np.sin(x / (5 + 3 * c)) * np.cos(y / (7 + c)) + 30 * (x > 30) for c in range(channels)]
    return np.clip(np.stack(planes, -1) + random.normal(0, 4, (height, width, channels)), 0, 255).astype(np.uint8)


def numbers(dtype, shape):
    """Values that use the whole range of a type; floats of both signs and several magnitudes."""
    kind = np.dtype(dtype)
    if kind.kind == "f":
        return (random.normal(0, 1, shape) * 10.0 ** random.integers(-3, 4, shape)).astype(kind)
    limits = np.iinfo(kind)
    return random.integers(limits.min, limits.max, shape, dtype=kind, endpoint=True)


def as_read(values):
    """The pixels that decoding promises for stored numbers."""
    values = np.asarray(values)
    if values.ndim == 2:
        values = values[..., None]
    return values if values.dtype in (np.uint8, np.uint16) else values.astype(np.float32)


def case(file, values, tolerance=EXACT, **facts):
    index = len(cases)
    np.save(folder / f"{index}.npy", np.ascontiguousarray(as_read(values)))
    cases.append({"file": file, "values": f"{index}.npy", "tolerance": tolerance, **facts})


def refused(file, code):
    cases.append({"file": file, "refused": code})


def save(image, file, **options):
    image.save(folder / file, **options)
    return file


def opened(file):
    """The file's pixels as Pillow reads them, upright."""
    return ImageOps.exif_transpose(Image.open(folder / file))


def jpeg():
    rgb = Image.fromarray(smooth())
    variants = {
        "jpeg-baseline-420": {"quality": 85, "subsampling": "4:2:0"},
        "jpeg-baseline-422": {"quality": 85, "subsampling": "4:2:2"},
        "jpeg-baseline-444": {"quality": 95, "subsampling": "4:4:4"},
        "jpeg-progressive": {"quality": 85, "progressive": True},
        "jpeg-optimised": {"quality": 75, "optimize": True},
        "jpeg-restarts": {"quality": 85, "restart_marker_rows": 1},
    }
    for name, options in variants.items():
        case(save(rgb, f"{name}.jpg", **options), np.asarray(opened(f"{name}.jpg")))
    case(save(Image.fromarray(smooth(1)[..., 0]), "jpeg-grey.jpg"), np.asarray(opened("jpeg-grey.jpg")))
    case(
        save(Image.fromarray(smooth(1)[..., 0]), "jpeg-grey-progressive.jpg", progressive=True),
        np.asarray(opened("jpeg-grey-progressive.jpg")),
    )
    for name, progressive in (("jpeg-cmyk", False), ("jpeg-cmyk-progressive", True)):
        save(Image.fromarray(smooth(4), mode="CMYK"), f"{name}.jpg", quality=95, progressive=progressive)
        inks = np.asarray(Image.open(folder / f"{name}.jpg"), dtype=np.float64)
        case(f"{name}.jpg", np.round((255 - inks[..., :3]) * (255 - inks[..., 3:]) / 255).astype(np.uint8), CMYK_ROUNDING)
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        name = f"jpeg-orientation-{orientation}.jpg"
        case(save(rgb, name, exif=exif, quality=90), np.asarray(opened(name)))
    bgr = smooth()
    cv2.imwrite(str(folder / "jpeg-opencv.jpg"), bgr, [cv2.IMWRITE_JPEG_QUALITY, 90, cv2.IMWRITE_JPEG_RST_INTERVAL, 3])
    case("jpeg-opencv.jpg", np.asarray(opened("jpeg-opencv.jpg")))
    save(rgb, "jpeg-density.jpg", dpi=(254, 508))
    case("jpeg-density.jpg", np.asarray(opened("jpeg-density.jpg")), pixelSize={"x": 100, "y": 50, "unit": "µm"})
    exif = Image.Exif()
    exif[0x011A], exif[0x011B], exif[0x0128] = 2500.0, 2500.0, 3
    save(rgb, "jpeg-exif-density.jpg", exif=exif)
    case("jpeg-exif-density.jpg", np.asarray(opened("jpeg-exif-density.jpg")), pixelSize={"x": 4, "y": 4, "unit": "µm"})


def png_files():
    channels = {"grey": 1, "grey-alpha": 2, "rgb": 3, "rgb-alpha": 4}
    for name, count in channels.items():
        for depth in (1, 2, 4, 8, 16) if count == 1 else (8, 16):
            for interlaced in (False, True):
                values = random.integers(0, 2**depth, (HEIGHT, WIDTH * count))
                file = f"png-{name}-{depth}{'-interlaced' if interlaced else ''}.png"
                writer = png.Writer(
                    WIDTH,
                    HEIGHT,
                    greyscale=count < 3,
                    alpha=count in (2, 4),
                    bitdepth=depth,
                    interlace=interlaced,
                )
                with open(folder / file, "wb") as stream:
                    writer.write(stream, values.tolist())
                kept = values.reshape(HEIGHT, WIDTH, count)[..., : count - (count in (2, 4))]
                if depth < 8:
                    kept = kept * (255 // (2**depth - 1))
                case(file, kept.astype(np.uint16 if depth == 16 else np.uint8))
    for depth in (1, 2, 4, 8):
        for interlaced in (False, True):
            palette = [tuple(int(v) for v in random.integers(0, 256, 3)) for _ in range(2**depth)]
            indices = random.integers(0, 2**depth, (HEIGHT, WIDTH))
            file = f"png-palette-{depth}{'-interlaced' if interlaced else ''}.png"
            with open(folder / file, "wb") as stream:
                png.Writer(WIDTH, HEIGHT, palette=palette, bitdepth=depth, interlace=interlaced).write(
                    stream, indices.tolist()
                )
            case(file, np.asarray(palette, dtype=np.uint8)[indices])
    image = Image.fromarray(smooth())
    case(save(image.quantize(200), "png-palette-pillow.png", transparency=3), np.asarray(image.quantize(200).convert("RGB")))
    case(save(image, "png-density.png", dpi=(2540, 2540)), np.asarray(image), pixelSize={"x": 10, "y": 10, "unit": "µm"})
    deep = numbers(np.uint16, (HEIGHT, WIDTH, 3))
    cv2.imwrite(str(folder / "png-opencv-16.png"), deep)
    case("png-opencv-16.png", deep[..., ::-1])
    exif = Image.Exif()
    exif[0x0112] = 6
    case(save(image, "png-orientation.png", exif=exif), np.asarray(opened("png-orientation.png")))


def bmp_gif_webp():
    image = Image.fromarray(smooth())
    grey = Image.fromarray(smooth(1)[..., 0])
    bilevel = grey.convert("1")
    for mode, picture in {"1": bilevel, "L": grey, "P": image.quantize(100), "RGB": image}.items():
        case(save(picture, f"bmp-{mode}.bmp"), np.asarray(picture.convert("RGB")))
    rgba = Image.fromarray(smooth(4))
    case(save(rgba, "bmp-RGBA.bmp"), np.asarray(rgba)[..., :3])
    cv2.imwrite(str(folder / "bmp-opencv.bmp"), smooth())
    case("bmp-opencv.bmp", np.asarray(opened("bmp-opencv.bmp")))
    for interlaced in (0, 1):
        picture = image.quantize(150)
        file = save(picture, f"gif-palette-{interlaced}.gif", interlace=interlaced)
        case(file, np.asarray(picture.convert("RGB")))
    case(save(grey, "gif-grey.gif"), np.repeat(np.asarray(grey)[..., None], 3, -1))
    picture = image.quantize(60)
    file = save(picture, "gif-frames.gif", save_all=True, append_images=[Image.fromarray(smooth()).quantize(60)] * 3)
    case(file, np.asarray(Image.open(folder / file).convert("RGB")))
    case(save(image, "webp-lossless.webp", lossless=True), np.asarray(image))
    case(save(rgba, "webp-lossless-alpha.webp", lossless=True, exact=True), np.asarray(rgba)[..., :3])
    case(save(image, "webp-lossy.webp", quality=80), np.asarray(opened("webp-lossy.webp")))
    exif = Image.Exif()
    exif[0x0112] = 8
    case(save(image, "webp-orientation.webp", lossless=True, exif=exif), np.asarray(opened("webp-orientation.webp")))
    cv2.imwrite(str(folder / "webp-opencv.webp"), smooth(), [cv2.IMWRITE_WEBP_QUALITY, 101])
    case("webp-opencv.webp", np.asarray(opened("webp-opencv.webp")))


def tiff_pillow():
    grey = Image.fromarray(smooth(1)[..., 0])
    image = Image.fromarray(smooth())
    cmyk = Image.fromarray(smooth(4), mode="CMYK")
    inks = np.asarray(cmyk, dtype=np.float64)
    as_rgb = np.round((255 - inks[..., :3]) * (255 - inks[..., 3:]) / 255).astype(np.uint8)
    modes = {
        "1": (grey.convert("1"), np.asarray(grey.convert("L").convert("1")) * np.uint8(255)),
        "L": (grey, np.asarray(grey)),
        "P": (image.quantize(90), np.asarray(image.quantize(90).convert("RGB"))),
        "RGB": (image, np.asarray(image)),
        "RGBA": (Image.fromarray(smooth(4)), None),
        "LA": (Image.fromarray(smooth(2), mode="LA"), None),
        "CMYK": (cmyk, as_rgb),
        "I;16": (Image.fromarray(numbers(np.uint16, (HEIGHT, WIDTH))), None),
        "I": (Image.fromarray(numbers(np.int32, (HEIGHT, WIDTH))), None),
        "F": (Image.fromarray(numbers(np.float32, (HEIGHT, WIDTH))), None),
    }
    for mode, (picture, values) in modes.items():
        if values is None:
            values = np.asarray(picture)
            if mode in ("RGBA", "LA"):
                values = values[..., :-1]
        for compression in (None, "tiff_lzw", "tiff_adobe_deflate", "tiff_deflate", "packbits"):
            file = f"tiff-pillow-{mode.replace(';', '')}-{compression}.tif"
            case(save(picture, file, compression=compression), values)
    file = save(image, "tiff-pillow-jpeg.tif", compression="jpeg", quality=90)
    case(file, np.asarray(opened(file)))
    for compression in ("group3", "group4"):
        refused(save(grey.convert("1"), f"tiff-{compression}.tif", compression=compression), "image-unsupported")
    for orientation in (1, 3, 6):
        file = save(image, f"tiff-orientation-{orientation}.tif", tiffinfo={274: orientation})
        case(file, np.asarray(opened(file)))
    bits = grey.convert("1")
    for compression in (None, "packbits"):
        file = save(bits, f"tiff-fill-order-{compression}.tif", compression=compression, tiffinfo={266: 2})
        if Image.open(folder / file).tag_v2.get(266) == 2:
            case(file, np.asarray(opened(file)).astype(np.uint8) * 255)
    save(image, "tiff-density.tif", resolution_unit="cm", x_resolution=5000.0, y_resolution=2500.0)
    case("tiff-density.tif", np.asarray(image), pixelSize={"x": 2, "y": 4, "unit": "µm"})
    pages = [Image.fromarray(smooth(3, HEIGHT + i, WIDTH - i)) for i in range(3)]
    save(pages[0], "tiff-pages.tif", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    for index, page in enumerate(pages):
        case("tiff-pages.tif", np.asarray(page), page=index, pages=3)


def tiff_tifffile():
    layouts = {"strips": {"rowsperstrip": 7}, "tiles": {"tile": (16, 32)}, "strip": {}}
    for dtype in ("u1", "u2", "u4", "i1", "i2", "i4", "f2", "f4", "f8"):
        for order in "<>":
            for layout, place in layouts.items():
                for compression in (None, "lzw", "adobe_deflate", "packbits"):
                    predictors = [None] if compression in (None, "packbits") else [None, 3 if dtype[0] == "f" else 2]
                    for predictor in predictors:
                        shape = (HEIGHT, WIDTH, 3) if layout == "tiles" else (HEIGHT, WIDTH)
                        values = numbers(dtype, shape)
                        file = f"tiff-{dtype}-{'be' if order == '>' else 'le'}-{layout}-{compression}-{predictor}.tif"
                        photometric = "rgb" if values.ndim == 3 else "minisblack"
                        tifffile.imwrite(
                            folder / file,
                            values,
                            byteorder=order,
                            compression=compression,
                            predictor=predictor,
                            photometric=photometric,
                            metadata=None,
                            **place,
                        )
                        case(file, values)
    for dtype, compression, predictor in (("u1", None, None), ("u2", "lzw", 2), ("f4", "adobe_deflate", 3)):
        values = numbers(dtype, (3, HEIGHT, WIDTH))
        for place in ({"tile": (16, 16)}, {"rowsperstrip": 5}):
            file = f"tiff-planar-{dtype}-{'tiles' if 'tile' in place else 'strips'}.tif"
            tifffile.imwrite(
                folder / file,
                values,
                photometric="rgb",
                planarconfig="separate",
                compression=compression,
                predictor=predictor,
                **place,
            )
            case(file, np.moveaxis(values, 0, -1))
    for compression, predictor in ((None, None), ("lzw", 2), ("packbits", None)):
        values = numbers("u2", (HEIGHT, WIDTH))
        file = f"tiff-big-{compression}.tif"
        tifffile.imwrite(folder / file, values, bigtiff=True, compression=compression, predictor=predictor)
        case(file, values)
    white = numbers("u1", (HEIGHT, WIDTH))
    tifffile.imwrite(folder / "tiff-white-is-zero.tif", white, photometric="miniswhite")
    case("tiff-white-is-zero.tif", 255 - white)
    bilevel = random.integers(0, 2, (HEIGHT, WIDTH)).astype(bool)
    for compression in (None, "packbits", "adobe_deflate"):
        tifffile.imwrite(folder / f"tiff-bilevel-{compression}.tif", bilevel, compression=compression)
        case(f"tiff-bilevel-{compression}.tif", np.asarray(opened(f"tiff-bilevel-{compression}.tif")) * np.uint8(255))
    for shape, photometric in (((48, 64), "minisblack"), ((48, 64, 3), "rgb"), ((48, 64, 3), "ycbcr")):
        for place in ({"tile": (16, 32)}, {"rowsperstrip": 16}):
            values = smooth(1 if len(shape) == 2 else 3, 48, 64).reshape(shape)
            file = f"tiff-jpeg-{photometric}-{'tiles' if 'tile' in place else 'strips'}.tif"
            tifffile.imwrite(
                folder / file,
                values,
                photometric=photometric,
                compression="jpeg",
                compressionargs={"level": 90},
                **place,
            )
            case(file, tifffile.imread(folder / file))
    refused_values = numbers("u1", (HEIGHT, WIDTH))
    tifffile.imwrite(folder / "tiff-zstd.tif", refused_values, compression="zstd")
    refused("tiff-zstd.tif", "image-unsupported")
    tifffile.imwrite(folder / "tiff-complex.tif", np.ones((5, 5), np.complex64))
    refused("tiff-complex.tif", "image-unsupported")
    many = numbers("u2", (HEIGHT, WIDTH, 5))
    tifffile.imwrite(
        folder / "tiff-samples.tif",
        many,
        photometric="minisblack",
        planarconfig="contig",
        extrasamples=["unspecified"] * 4,
    )
    case("tiff-samples.tif", many)
    case("tiff-samples.tif", many[..., [4, 1]], channels=[4, 1])
    masked = numbers("u1", (HEIGHT, WIDTH, 4))
    for extra in ("unassalpha", "assocalpha"):
        tifffile.imwrite(folder / f"tiff-{extra}.tif", masked, photometric="rgb", extrasamples=[extra])
        case(f"tiff-{extra}.tif", masked[..., :3])


def stacks():
    slices = numbers("u2", (5, HEIGHT, WIDTH))
    tifffile.imwrite(folder / "stack.tif", slices, photometric="minisblack", compression="lzw")
    for page in (0, 4):
        case("stack.tif", slices[page], page=page, pages=5)
    tifffile.imwrite(folder / "stack-contiguous.tif", slices, photometric="minisblack")
    case("stack-contiguous.tif", slices[3], page=3, pages=5)
    overview = smooth(3, 128, 128)
    with tifffile.TiffWriter(folder / "overviews.tif") as writer:
        writer.write(overview, tile=(64, 64), photometric="rgb", metadata=None)
        writer.write(overview[::2, ::2], tile=(32, 32), photometric="rgb", subfiletype=1, metadata=None)
    case("overviews.tif", overview, pages=1)


def ome():
    names = ["DAPI", "GFP & <tags>", "Mito"]
    size = {"PhysicalSizeX": 0.325, "PhysicalSizeXUnit": "µm", "PhysicalSizeY": 650.0, "PhysicalSizeYUnit": "nm"}
    expected = {"x": 0.325, "y": 0.65, "unit": "µm"}
    layouts = {"CYX": (3,), "ZCYX": (4, 3), "TCZYX": (2, 3, 4), "CTYX": (3, 2), "CZYX": (3, 4)}
    for axes, outer in layouts.items():
        for big in (False, True):
            values = numbers("u2", (*outer, HEIGHT, WIDTH))
            file = f"ome-{axes}{'-big' if big else ''}.ome.tif"
            tifffile.imwrite(
                folder / file,
                values,
                ome=True,
                bigtiff=big,
                photometric="minisblack",
                compression="adobe_deflate" if big else None,
                metadata={"axes": axes, "Channel": {"Name": names}, **size},
            )
            letters = axes[:-2]
            ordered = np.moveaxis(values, letters.index("C"), -1)
            positions = ordered.reshape(-1, HEIGHT, WIDTH, 3)
            # Slices are counted with Z fastest.
            if set(letters) >= {"T", "Z"} and letters.index("Z") < letters.index("T"):
                positions = np.swapaxes(ordered, 0, 1).reshape(-1, HEIGHT, WIDTH, 3)
            last = len(positions) - 1
            facts = {"pages": len(positions), "pixelSize": expected, "channelNames": names}
            case(file, positions[0], **facts)
            case(file, positions[last], page=last, **facts)
            case(file, positions[last][..., [2, 0]], page=last, channels=[2, 0])
    photo = smooth()
    tifffile.imwrite(folder / "ome-rgb.ome.tif", photo, ome=True, photometric="rgb", metadata={"axes": "YXS", **size})
    case("ome-rgb.ome.tif", photo, pages=1, pixelSize=expected)
    coloured = numbers("u1", (2, HEIGHT, WIDTH, 3))
    tifffile.imwrite(folder / "ome-rgb-channels.ome.tif", coloured, ome=True, photometric="rgb", metadata={"axes": "CYXS"})
    case("ome-rgb-channels.ome.tif", np.concatenate(list(coloured), -1), pages=1)
    tiled = numbers("u2", (2, 64, 96))
    with tifffile.TiffWriter(folder / "ome-pyramid.ome.tif", ome=True) as writer:
        options = {"tile": (32, 32), "photometric": "minisblack", "compression": "adobe_deflate"}
        writer.write(tiled, subifds=1, metadata={"axes": "CYX"}, **options)
        writer.write(tiled[:, ::2, ::2], subfiletype=1, **options)
    case("ome-pyramid.ome.tif", np.moveaxis(tiled, 0, -1), pages=1)
    floats = numbers("f4", (2, HEIGHT, WIDTH))
    tifffile.imwrite(folder / "ome-float.ome.tif", floats, ome=True, photometric="minisblack", metadata={"axes": "ZYX"})
    case("ome-float.ome.tif", floats[1], page=1, pages=2)


def imagej():
    expected = {"x": 0.25, "y": 0.25, "unit": "µm"}
    for axes, shape in {"CYX": (3,), "ZYX": (6,), "ZCYX": (4, 2), "TZCYX": (2, 3, 2)}.items():
        for order in "<>":
            values = numbers("u2", (*shape, HEIGHT, WIDTH))
            file = f"imagej-{axes}-{'be' if order == '>' else 'le'}.tif"
            tifffile.imwrite(
                folder / file,
                values,
                imagej=True,
                byteorder=order,
                resolution=(4, 4),
                metadata={"axes": axes, "unit": "um", "spacing": 2},
            )
            positions = values.reshape(-1, HEIGHT, WIDTH, 1) if "C" not in axes else np.moveaxis(
                values.reshape(-1, values.shape[-3], HEIGHT, WIDTH), 1, -1
            )
            last = len(positions) - 1
            case(file, positions[last], page=last, pages=len(positions), pixelSize=expected)
    values = numbers("u1", (3, HEIGHT, WIDTH))
    tifffile.imwrite(
        folder / "imagej-truncated.tif",
        values,
        imagej=True,
        truncate=True,
        resolution=(4, 4),
        metadata={"axes": "ZYX", "unit": "\\u00B5m"},
    )
    case("imagej-truncated.tif", values[2], page=2, pages=3, pixelSize=expected)


def tiff_opencv():
    deep = numbers(np.uint16, (HEIGHT, WIDTH, 3))
    cv2.imwrite(str(folder / "tiff-opencv-16.tif"), deep)
    case("tiff-opencv-16.tif", deep[..., ::-1])
    floats = numbers(np.float32, (HEIGHT, WIDTH))
    cv2.imwrite(str(folder / "tiff-opencv-float.tif"), floats)
    case("tiff-opencv-float.tif", floats)
    pages = [smooth(), smooth()]
    cv2.imwritemulti(str(folder / "tiff-opencv-pages.tif"), pages)
    case("tiff-opencv-pages.tif", pages[1][..., ::-1], page=1, pages=2)


def main(arguments):
    global folder
    if len(arguments) != 1:
        sys.exit(__doc__)
    folder = pathlib.Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for write in (jpeg, png_files, bmp_gif_webp, tiff_pillow, tiff_tifffile, stacks, ome, imagej, tiff_opencv):
        write()
    (folder / "cases.json").write_text(json.dumps(cases, ensure_ascii=False, indent=1))
    print(f"{len(cases)} cases in {folder}")


main(sys.argv[1:])
