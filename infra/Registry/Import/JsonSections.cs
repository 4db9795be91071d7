using System.Buffers;
using System.Text.Json;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>
/// Reads one JSON object whose values are texts and arrays of objects, however long, and gives out the objects one by one.
/// Holds no more than the longest of them.
/// </summary>
internal sealed class JsonSections(Stream stream) : IDisposable
{
    private const int Most = 64 << 20;
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 18);
    private int _start;
    private int _end;
    private bool _ended;
    private bool _begun;
    private JsonReaderState _state;
    private string _property = "";

    /// <summary>The texts at the top, as far as they were read.</summary>
    public Dictionary<string, string> Texts { get; } = [];

    /// <summary>The name of the array that the last object was in.</summary>
    public string Section => _property;

    /// <summary>The bytes of the last object; good until the next one is asked for.</summary>
    public ReadOnlyMemory<byte> Element { get; private set; }

    /// <exception cref="JsonException">The text is not what it must be, or ends in the middle.</exception>
    public bool MoveNext()
    {
        while (true)
        {
            // at the end even where nothing is left: only the reader knows whether a bracket is still open
            if ((_ended || _end > _start) && TakeElement())
            {
                return true;
            }

            if (_ended)
            {
                return false;
            }

            Fill();
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        stream.Dispose();
    }

    private bool TakeElement()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _ended, _state);
        var from = _start;
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.StartObject, CurrentDepth: 2 })
            {
                var begin = (int)reader.TokenStartIndex;
                if (!reader.TrySkip())
                {
                    return false;
                }

                Element = _buffer.AsMemory(from + begin, (int)reader.BytesConsumed - begin);
                Keep(reader, from);
                return true;
            }

            Note(ref reader);
            Keep(reader, from);
        }

        return false;
    }

    private void Note(ref Utf8JsonReader reader)
    {
        if (reader.CurrentDepth != 1)
        {
            return;
        }

        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            _property = TextOf(ref reader);
        }
        else if (reader.TokenType == JsonTokenType.String)
        {
            Texts[_property] = TextOf(ref reader);
        }
    }

    private void Keep(in Utf8JsonReader reader, int from)
    {
        _state = reader.CurrentState;
        _start = from + (int)reader.BytesConsumed;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Grow();
        }

        var read = stream.ReadAtLeast(_buffer.AsSpan(_end), ByteOrderMark.Length, throwOnEndOfStream: false);
        _end += read;
        _ended = read == 0;
        if (!_begun && _buffer.AsSpan(0, _end).StartsWith(ByteOrderMark))
        {
            _start = ByteOrderMark.Length;
        }

        _begun = true;
    }

    private void Grow()
    {
        if (_buffer.Length >= Most)
        {
            throw new JsonException("one record takes more than 64 MB");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException fault) when (fault.InnerException is System.Text.DecoderFallbackException)
        {
            throw new JsonException("octets that are no UTF-8", fault);
        }
    }
}
