namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>Tables in plain text: figures in columns, items as a list, facts with their labels.</summary>
internal sealed class TextTable(TextPage page)
{
    private const int Gap = 2;

    public void Write(Block.Table table)
    {
        switch (table.Shape)
        {
            case TableShape.Columns:
                Columns(table);
                break;
            case TableShape.List:
                foreach (var row in table.Rows)
                    Item(row);
                break;
            default:
                var width = table.Rows.Max(row => row[0].Text.Length) + Gap;
                foreach (var row in table.Rows)
                    Fact(row, width);
                break;
        }
    }

    /// <summary>The first column takes what the figures leave, and is wrapped in it.</summary>
    private void Columns(Block.Table table)
    {
        var figures = Enumerable
            .Range(1, table.Headings.Count - 1)
            .Select(column =>
                table.Rows.Select(row => row[column].Text.Length).Append(table.Headings[column].Words.Length).Max() + Gap
            )
            .ToList();
        var longest = table.Rows.Select(row => row[0].Text.Length).Append(table.Headings[0].Words.Length).Max();
        var first = Math.Min(longest, TextPage.Width - figures.Sum());
        page.Line(Columns(table.Headings.Select(heading => heading.Words), first, figures));
        foreach (var row in table.Rows)
        {
            var head = Wrapped(row[0].Text, first);
            foreach (var line in head.SkipLast(1))
                page.Line(line);
            page.Line(Columns([head[^1], .. row.Skip(1).Select(cell => cell.Text)], first, figures));
        }
    }

    private static string Columns(IEnumerable<string> cells, int first, List<int> figures) =>
        string.Concat(cells.Select((cell, column) => column == 0 ? cell.PadRight(first) : cell.PadLeft(figures[column - 1])));

    private static List<string> Wrapped(string text, int width)
    {
        List<string> lines = [""];
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var piece = word.Length > width ? word[..width] : word;
            if (lines[^1].Length == 0)
                lines[^1] = piece;
            else if (lines[^1].Length + 1 + piece.Length <= width)
                lines[^1] += $" {piece}";
            else
                lines.Add(piece);
        }
        return lines;
    }

    private void Item(IReadOnlyList<Cell> row)
    {
        var note = row[0].Note is { } words ? $" ({words})" : "";
        var last = row.Count > 2 ? row[2].Text : "";
        var isGap = row[1].Badge is null;
        page.Write(isGap ? row[0].Text : $"{row[0].Text}{note}, {last}", "* ", "  ");
        page.Write(
            isGap
                ? $"{row[1].Text}. {last}{(last.EndsWith('?') ? "" : ".")}"
                : $"[{row[1].Badge!.Word.ToUpperInvariant()}] {row[1].Text}",
            "  ",
            "  "
        );
    }

    private void Fact(IReadOnlyList<Cell> row, int width)
    {
        if (row[1].Address is { } address)
        {
            page.Write(row[0].Text + page.Colon);
            page.Address(address);
        }
        else
        {
            page.Write(row[1].Text, row[0].Text.PadRight(width), new string(' ', width));
        }
    }
}
