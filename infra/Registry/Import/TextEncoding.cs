using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>UTF-8 or Windows-1252, told apart by whether the whole text is valid UTF-8: nothing else says it.</summary>
internal static class TextEncoding
{
    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads the stream to its end.</summary>
    public static Encoding Of(Stream stream)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            var held = 0;
            int read;
            do
            {
                read = stream.Read(buffer, held, buffer.Length - held);
                held = Check(buffer.AsSpan(0, held + read), final: read == 0);
            } while (read > 0 && held >= 0);

            return held < 0 ? Encoding.GetEncoding(1252) : Encoding.UTF8;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>How many bytes at the end wait for more, moved to the front; -1 when the text is no UTF-8.</summary>
    private static int Check(Span<byte> bytes, bool final)
    {
        // the last three bytes may be the start of a letter that goes on in the next block
        var whole = final ? bytes.Length : WholeLetters(bytes);
        if (!Utf8.IsValid(bytes[..whole]))
        {
            return -1;
        }

        bytes[whole..].CopyTo(bytes);
        return bytes.Length - whole;
    }

    private static int WholeLetters(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var letter = bytes[^back];
            if (letter >= 0xC0)
            {
                return bytes.Length - back;
            }

            if (letter < 0x80)
            {
                break;
            }
        }

        return bytes.Length;
    }
}
