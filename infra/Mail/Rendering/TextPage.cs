using System.Text;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>
/// Lines of 72 columns. An address stands alone on its line in angle brackets, however long, so that it can be followed; no other line is
/// longer. No line begins with a dot or "From " (which mail systems change), and none is <c>-- </c>, after which many programs cut.
/// </summary>
internal sealed class TextPage(bool isFrench)
{
    public const int Width = 72;
    private readonly StringBuilder _text = new();
    private bool _blank = true;

    /// <summary>Before an address or a value.</summary>
    public string Colon => isFrench ? " :" : ":";

    /// <param name="text">Wrapped at its blanks; a word longer than a line is cut.</param>
    /// <param name="first">Before the first line.</param>
    /// <param name="next">Before the others.</param>
    public void Write(string text, string first = "", string next = "")
    {
        var line = new StringBuilder(Arrows(first));
        var isBare = true;
        foreach (
            var word in Arrows(text)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(word => Pieces(word, next.Length))
        )
        {
            if (!isBare && line.Length + 1 + word.Length > Width)
            {
                Line(line.ToString());
                line.Clear().Append(next);
                isBare = true;
            }
            line.Append(isBare ? "" : " ").Append(word);
            isBare = false;
        }
        if (!isBare)
            Line(line.ToString());
    }

    /// <summary>A line as it is, for columns.</summary>
    public void Line(string line)
    {
        var plain = Typography.Plain(line).TrimEnd();
        var odd = plain.StartsWith('.') || plain.StartsWith("From ", StringComparison.Ordinal) || plain == "--";
        _text.Append(odd ? " " : "").Append(plain).Append('\n');
        _blank = plain.Length == 0;
    }

    /// <summary>An empty line, never two.</summary>
    public void Skip()
    {
        if (!_blank)
            Line("");
    }

    public void Heading(string title)
    {
        Skip();
        var head = $"-- {Typography.Plain(title).ToUpperInvariant()} ";
        Line(head.PadRight(Width - 1, '-'));
        Skip();
    }

    public void Rule() => Line(new string('-', Width - 1));

    public void Address(string address) => Line($"   <{address}>");

    public override string ToString() => _text.ToString();

    private static string Arrows(string text) => text.Replace("→", "->", StringComparison.Ordinal);

    private static IEnumerable<string> Pieces(string word, int indent)
    {
        var most = Width - Math.Max(indent, 4);
        for (var at = 0; at < word.Length; at += most)
            yield return word.Substring(at, Math.Min(most, word.Length - at));
    }
}
