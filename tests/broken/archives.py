"""Archives and files made to harm whoever reads them: by file name, how each is made and words of why it fails."""

import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

SAID = "The foreign ministry of Togo recalled its ambassador from Accra on Monday."
ZEROS = 300_000_000  # bytes that come out of a bomb; a thousandth of them is stored
MILLION = 1_000_000


def zipped(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return made.getvalue()


def tarred(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for entry, raw in members:
            entry.size = len(raw)
            archive.addfile(entry, io.BytesIO(raw))
    return made.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, linkname: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, linkname
    return entry


def bomb(beginning: bytes = b"", end: bytes = b"", *, size: int = ZEROS) -> bytes:
    """A gzip stream of so many zeros between a beginning and an end."""
    body, checksum = deflated(size, beginning, end)
    total = (len(beginning) + size + len(end)) & 0xFFFFFFFF
    return b"\x1f\x8b\x08" + bytes(7) + body + struct.pack("<2I", checksum, total)


def deflated(size: int, beginning: bytes = b"", end: bytes = b"") -> tuple[bytes, int]:
    """So many million zeros packed, a million of them once and the outcome repeated; and their checksum."""
    pack = zlib.compressobj(9, wbits=-15)
    first = pack.compress(beginning) + pack.flush(zlib.Z_FULL_FLUSH)
    block = pack.compress(bytes(MILLION)) + pack.flush(zlib.Z_FULL_FLUSH)
    checksum, zeros = zlib.crc32(beginning), bytes(MILLION)
    for _ in range(size // MILLION):
        checksum = zlib.crc32(zeros, checksum)
    last = pack.compress(end) + pack.flush()
    return first + block * (size // MILLION) + last, zlib.crc32(end, checksum)


def zip_by_hand(entries: list[tuple[bytes, int, int, int]], content: bytes, *, flags: int = 0) -> bytes:
    """A ZIP whose lists say what they like: (name, place of the local header, packed size, unpacked size)."""
    local = struct.pack(
        "<4s5H3I2H", b"PK\3\4", 20, flags, 8, 0, 0, 0, len(content), entries[0][3], len(entries[0][0]), 0
    )
    start = local + entries[0][0] + content
    directory = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, flags, 8, 0, 0, 0, packed, size, len(name), 0, 0, 0, 0, 0, place)
        + name
        for name, place, packed, size in entries
    )
    count = min(len(entries), 0xFFFF)
    return start + directory + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), len(start), 0)


def zip_bomb() -> bytes:
    content, _ = deflated(ZEROS)
    return zip_by_hand([(b"a.jsonl", 0, len(content), ZEROS)], content)


def overlapping_zip() -> bytes:
    content, _ = deflated(20 * MILLION)
    return zip_by_hand([(b"%d.txt" % n, 0, len(content), 20 * MILLION) for n in range(900)], content)


def many_members_zip() -> bytes:
    entry = (b"a.txt", 0, 2, 0)
    return zip_by_hand([entry] * 100_001, b"\x03\x00")


def nested_zip(depth: int) -> bytes:
    made = zipped({"a.txt": SAID.encode()})
    for level in range(depth):
        made = zipped({f"{level}.zip": made})
    return made


def linked_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        entry = zipfile.ZipInfo("link.txt")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return made.getvalue()


def bomb_header() -> bytes:
    entry = member("a.jsonl")
    entry.size = ZEROS
    return entry.tobuf(tarfile.GNU_FORMAT)


def sparse_tar() -> bytes:
    """A member of 8 terabytes of which 512 bytes are stored (GNU's old form)."""
    entry = member("a.jsonl", tarfile.GNUTYPE_SPARSE)
    header = bytearray(entry.tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"%011o\0" % 512
    header[386:410] = b"%011o\0%011o\0" % (0, 512)
    header[483:495] = b"\x80" + (8 << 40).to_bytes(11, "big")
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + bytes(512) + bytes(1024)


def long_name_tar() -> bytes:
    """A member whose name has 200 million bytes."""
    entry = member("././@LongLink", tarfile.GNUTYPE_LONGNAME)
    entry.size = 200 * MILLION
    return bomb(entry.tobuf(tarfile.GNU_FORMAT), size=201 * MILLION)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHING = (
    f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>'
    "<rss><channel><item><title>&l9;</title></item></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><item><title>T</title><description>&x;</description></item></channel></rss>"
)
PARAMETER = '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><rss><channel/></rss>'
DEEP_HTML = f"<html><body>{'<div>' * 5000}{SAID}</body></html>"


def warc(*records: tuple[dict[str, str], bytes], length: int | None = None) -> bytes:
    """Records of a web archive; with `length`, all say that they have so many bytes."""
    made = b""
    for headers, block in records:
        told = {**headers, "Content-Length": str(len(block) if length is None else length)}
        lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        made += f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"
    return made


def answer(body: bytes, *headers: str, address: str = "http://harbour.example/a") -> tuple[dict[str, str], bytes]:
    """A record of an answer with HTML."""
    told = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", *headers])
    kind = {"WARC-Type": "response", "WARC-Target-URI": address, "Content-Type": "application/http; msgtype=response"}
    return {**kind, "WARC-Date": "2019-03-02T08:00:00Z"}, told.encode() + b"\r\n\r\n" + body


def parquet(rows: list[str]) -> bytes:
    import pyarrow
    import pyarrow.parquet

    made = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"text": rows}), made, compression="zstd")
    return made.getvalue()


def page_parquet() -> bytes:
    """A page that says that it unpacks to two gigabytes."""
    made = bytearray(parquet([SAID * 5]))
    place = made.index(b"\x15\x00\x15")  # a data page, and then how long it is unpacked
    end = next(i for i in range(place + 3, len(made)) if made[i] < 128) + 1
    return bytes(made[: place + 3] + b"\xfe\xff\xff\xff\x0f" + made[end:])


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.zip": (zip_bomb, "200 times"),
    "bomb.jsonl.gz": (bomb, "200 times"),
    "bomb.csv.gz": (lambda: bomb(b"text\n"), "200 times"),
    "bomb.tar.gz": (lambda: bomb(bomb_header()), "200 times"),
    "bomb.warc.gz": (lambda: bomb(b"WARC/1.0\r\nContent-Length: 300000000\r\n\r\n"), "200 times"),
    "overlapping.zip": (overlapping_zip, "200 times"),
    "many.zip": (many_members_zip, "members"),
    "three-levels.zip": (lambda: nested_zip(2), "an archive in an archive in an archive"),
    "up.zip": (lambda: zipped({"../../evil.txt": SAID.encode()}), "leads out"),
    "root.zip": (lambda: zipped({"/tmp/evil.txt": SAID.encode()}), "leads out"),
    "drive.zip": (lambda: zipped({"C:\\evil.txt": SAID.encode()}), "leads out"),
    "back.zip": (lambda: zipped({"a\\..\\..\\evil.txt": SAID.encode()}), "leads out"),
    "link.zip": (linked_zip, "a link"),
    "encrypted.zip": (lambda: zip_by_hand([(b"a.txt", 0, 2, 0)], b"\x03\x00", flags=1), "encrypted"),
    "lzma.zip": (lambda: zipped({"a.txt": SAID.encode()}, zipfile.ZIP_LZMA), "method other than"),
    "bzip2.zip": (lambda: zipped({"a.txt": bytes(MILLION)}, zipfile.ZIP_BZIP2), "method other than"),
    "cut.zip": (lambda: zipped({"a.txt": SAID.encode()})[:-30], "no ZIP"),
    "checksum.zip": (lambda: zipped({"a.txt": SAID.encode()}, 0).replace(b"Togo", b"Mali"), "damaged"),
    "empty.zip": (lambda: zipped({"a.pdf": b"%PDF"}), "no articles in this archive"),
    "directory.zip": (lambda: zipped({"a.txt": b""})[:-12] + struct.pack("<2IH", 0xFFFFFFF0, 0, 0), "no ZIP"),
    "link.tar": (lambda: tarred((member("link.txt", tarfile.SYMTYPE, "/etc/passwd"), b"")), "a link"),
    "hard.tar": (lambda: tarred((member("link.txt", tarfile.LNKTYPE, "../a.txt"), b"")), "a link"),
    "device.tar": (lambda: tarred((member("zero.txt", tarfile.CHRTYPE), b"")), "a device"),
    "pipe.tar": (lambda: tarred((member("pipe.txt", tarfile.FIFOTYPE), b"")), "a device"),
    "up.tar.gz": (lambda: gzip.compress(tarred((member("../../evil.txt"), SAID.encode()))), "leads out"),
    "sparse.tar": (sparse_tar, "holes"),
    "name.tar.gz": (long_name_tar, "a header in it has"),
    "cut.tar.gz": (lambda: gzip.compress(tarred((member("a.pdf"), bytes(range(256)) * 99)))[:300], "cut short"),
    "noise.tgz": (lambda: gzip.compress(b"no archive " * 99), "no tar"),
    "laughs.xml": (LAUGHING.encode, "XML entities"),
    "laughs.rss": (LAUGHING.encode, "XML entities"),
    "outside.atom": (OUTSIDE.encode, "XML entities"),
    "wide.xml": (lambda: LAUGHING.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"), "XML entities"),
    "parameter.xml": (PARAMETER.encode, "XML entities"),
    "deep.xml": (lambda: b"<rss><channel>" + b"<item>" * 100_000, "cut short"),
    "tags.xml": (lambda: b"<rss><channel>" + b"<a/>" * 500_000 + b"</channel></rss>", "tags"),
    "page.xml": (DEEP_HTML.encode, "no feed"),
    "deep.zip": (lambda: zipped({"a.html": DEEP_HTML.encode()}), "nested deeper"),
    "none.warc": (lambda: b"no record here\n" * 9, "no record"),
    "length.warc": (lambda: warc(answer(DEEP_HTML.encode()), length=9_999_999), "cut short"),
    "sign.warc": (lambda: warc(answer(DEEP_HTML.encode()), length=-5), "length is '-5'"),
    "line.warc": (lambda: b"WARC/1.0\r\nX: " + b"y" * 9_000_000, "headers of more"),
    "large.warc.gz": (lambda: bomb(warc(answer(b""), length=200_000_000)[:-4], size=20 * MILLION), "200 times"),
    "packed.warc": (lambda: warc(answer(bomb(b"<p>"), "Content-Encoding: gzip")), "200 times"),
    "chunk.warc": (
        lambda: warc(answer(b"7fffffff\r\n<p>" + b"x" * 9, "Transfer-Encoding: chunked")), "no article text",
    ),
    "quote.csv": (lambda: b'text,url\n"' + (b"x" * 99 + b"\n") * 100_100, "row of more than"),
    "commas.csv": (lambda: b"text,url\n" + b"," * 9_000_000, "the header has 2"),
    "page.parquet": (page_parquet, "unpacks to more"),
    "cut.parquet": (lambda: parquet([SAID])[:-5], "does not end as one"),
    "footer.parquet": (lambda: b"PAR1" + b"\xff" * 99 + b"\x63\0\0\0PAR1", "no Parquet file"),
    "long-footer.parquet": (lambda: b"PAR1" + bytes(99) + b"\xff\xff\xff\x7fPAR1", "footer"),
}  # fmt: skip


def write_all(folder: Path) -> None:
    """Every file of `HOSTILE` in a folder."""
    for name, (make, _) in HOSTILE.items():
        (folder / name).write_bytes(make())
