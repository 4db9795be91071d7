using System.IO.Compression;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>A register file in one of its two forms, told apart by content. Packed or not makes no difference.</summary>
internal abstract class RegisterSource(string path)
{
    /// <summary>What <see cref="Entities.RegisterImport.Form"/> says.</summary>
    public abstract string Form { get; }

    /// <summary>The day of the data; null when the file does not say it.</summary>
    public DateOnly? DataDate { get; protected set; }

    /// <summary>The form carries the groups, so that those it does not name are gone.</summary>
    public abstract bool CarriesGroups { get; }

    public string FileName => Path.GetFileName(path);

    /// <summary>Bytes of the file read so far, for progress.</summary>
    public long Position { get; private set; }

    public long Length { get; } = new FileInfo(path).Length;

    /// <summary>What is wrong with the file as a whole, as far as its head tells.</summary>
    public abstract IEnumerable<InputFault> Faults { get; }

    /// <summary>Reads the file once more from the start.</summary>
    public abstract IEnumerable<RegisterEntry> Read();

    public static RegisterSource? Open(string path)
    {
        using var stream = OpenUnpacked(path, _ => { });
        Span<byte> head = stackalloc byte[64];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var text = head[..length];
        text = text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? text[3..] : text;
        text = text.TrimStart(" \t\r\n"u8);
        return text switch
        {
            [(byte)'{', ..] => new FinessPlusRegister(path),
            [(byte)'f', ..] or [(byte)'s', ..] or [(byte)'g', ..] or [(byte)'"', ..] => new CsvRegister(path),
            _ => null,
        };
    }

    protected Stream OpenUnpacked() => OpenUnpacked(path, position => Position = position);

    private static Stream OpenUnpacked(string path, Action<long> report)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        Span<byte> magic = stackalloc byte[2];
        var packed = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        file.Position = 0;
        var counted = new CountedStream(file, report);
        return packed ? new GZipStream(counted, CompressionMode.Decompress) : counted;
    }

    /// <summary>Says how far a file was read.</summary>
    private sealed class CountedStream(FileStream file, Action<long> report) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => file.Length;
        public override long Position
        {
            get => file.Position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = file.Read(buffer);
            report(file.Position);
            return read;
        }

        public override void Flush() => file.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            base.Dispose(disposing);
        }
    }
}
