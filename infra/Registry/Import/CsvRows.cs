using System.Globalization;
using nietras.SeparatedValues;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>The rows of a CSV text whose first line was read already, each with the line where it starts.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly SepReader? _reader;
    private long _next = 2;

    public CsvRows(TextReader text, char separator)
    {
        try
        {
            _reader = Sep.New(separator)
                .Reader(options =>
                    options with
                    {
                        HasHeader = false,
                        Unescape = true,
                        DisableColCountCheck = true,
                        CultureInfo = CultureInfo.InvariantCulture,
                    }
                )
                .From(text);
        }
        catch (NotSupportedException)
        {
            Line = _next;
            IsEndless = true;
        }
    }

    /// <summary>Where the row starts. Sep tells where its first row ends, and we took the heading away.</summary>
    public long Line { get; private set; }

    /// <summary>Where it ends: another line where a quoted field holds line breaks. Counted, for Sep leaves out those before the file's end.</summary>
    public long LastLine
    {
        get
        {
            var row = Current.Span.TrimEnd("\r\n");
            return Line + Math.Max(row.Count('\n'), row.Count('\r'));
        }
    }

    public SepReader.Row Current => _reader!.Current;

    /// <summary>The row at <see cref="Line"/> has no end within what a row may take; there are no more rows.</summary>
    public bool IsEndless { get; private set; }

    /// <summary>What to say then.</summary>
    public const string Endless =
        "The line has no end within 16 million characters: perhaps a quote on it is never closed. Close it, or take the line away.";

    public bool MoveNext()
    {
        Line = _next;
        try
        {
            if (_reader?.MoveNext() != true)
            {
                return false;
            }
        }
        catch (NotSupportedException)
        {
            // Sep's word for a row that does not fit its largest buffer
            IsEndless = true;
            return false;
        }

        _next = _reader.Current.LineNumberToExcl + 1L;
        return true;
    }

    public void Dispose() => _reader?.Dispose();
}
