using nietras.SeparatedValues;

namespace CyberWatch.Infra.Registry.Import;

/// <summary>A CSV file of ours with a heading line, separated by commas or semicolons, in UTF-8 or Windows-1252.</summary>
internal sealed class InputTable
{
    private readonly List<InputRow> _rows = [];
    private readonly List<InputFault> _faults = [];

    private InputTable(string path) => FileName = Path.GetFileName(path);

    public string FileName { get; }
    public IReadOnlyList<InputRow> Rows => _rows;

    /// <summary>What is wrong with the heading, or with lines that do not have its columns.</summary>
    public IReadOnlyList<InputFault> Faults => _faults;

    public static InputTable Read(string path, IReadOnlyList<string> required, params IReadOnlyList<string> optional)
    {
        var table = new InputTable(path);
        var encoding = EncodingOf(path);
        using var text = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true);
        var heading = text.ReadLine() ?? "";
        var separator = heading.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        string[] columns = [.. heading.Split(separator).Select(name => name.Trim().Trim('"').ToLowerInvariant())];
        table.CheckHeading(columns, required, optional);
        if (table._faults.Count == 0)
        {
            table.ReadRows(text, separator, columns);
        }

        return table;
    }

    private static System.Text.Encoding EncodingOf(string path)
    {
        using var all = File.OpenRead(path);
        return TextEncoding.Of(all);
    }

    private void CheckHeading(string[] columns, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        var sentence = $"The first line must name the columns: {string.Join(',', [.. required, .. optional])}.";
        if (columns is [""])
        {
            _faults.Add(new InputFault(FileName, 1, null, null, $"The file is empty, or its first line is. {sentence}"));
            return;
        }

        _faults.AddRange(
            required
                .Where(name => !columns.Contains(name))
                .Select(name => new InputFault(FileName, 1, name, null, $"The column is missing. {sentence}"))
        );
        _faults.AddRange(
            columns
                .Where(name => !required.Contains(name) && !optional.Contains(name))
                .Select(name => new InputFault(FileName, 1, name, null, $"There is no such column. {sentence}"))
        );
        _faults.AddRange(
            columns
                .GroupBy(name => name)
                .Where(name => name.Count() > 1)
                .Select(name => new InputFault(FileName, 1, name.Key, null, "The column stands there twice: take one away."))
        );
    }

    private void ReadRows(StreamReader text, char separator, string[] columns)
    {
        using var rows = new CsvRows(text, separator);
        while (rows.MoveNext())
        {
            Take(rows.Current, (rows.Line, rows.LastLine), columns);
        }

        if (rows.IsEndless)
        {
            _faults.Add(new InputFault(FileName, rows.Line, null, null, CsvRows.Endless));
        }
    }

    private void Take(SepReader.Row row, (long First, long Last) lines, string[] columns)
    {
        if (row.ColCount == 1 && row[0].Span.Trim().IsEmpty)
        {
            return;
        }

        if (row.ColCount != columns.Length)
        {
            var remedy =
                lines.First == lines.Last
                    ? "Put a field that holds a separator in quotes."
                    : $"A quote that is opened on it reaches to line {lines.Last}: close it, or write two for one that is meant.";
            var sentence = $"The line has {row.ColCount} fields, the heading {columns.Length}. {remedy}";
            _faults.Add(new InputFault(FileName, lines.First, null, null, sentence));
            return;
        }

        var fields = new Dictionary<string, string>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
        {
            fields[columns[i]] = row[i].ToString().Trim(' ');
        }

        _rows.Add(new InputRow(FileName, lines.First, fields));
    }
}

/// <summary>One line of a file of ours.</summary>
internal sealed record InputRow(string File, long Line, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>Where a refusal later says that it was declared.</summary>
    public string Source => $"{File} line {Line}";

    /// <summary>The text of a column; empty when the file has no such column.</summary>
    public string this[string column] => Fields.GetValueOrDefault(column, "");

    public InputFault Fault(string column, string sentence) => new(File, Line, column, this[column], sentence);
}
