namespace CyberWatch.Scanner.Probes.Http;

/// <summary>
/// What the site answers to a path that nobody can have: without it no status proves anything. A page that comes for such a path and for
/// another alike (a filter's block page, whatever its words and its case number) never shows the site itself.
/// </summary>
internal sealed record Baseline(HttpAnswer.Response Control, bool? EverythingAnswers200)
{
    private const double Alike = 0.8;

    /// <summary>The answer is the control page over again, served as a success: the application was never reached.</summary>
    public bool Repeats(HttpAnswer.Response answer) =>
        Control.Status == 200 && answer.Status is 200 or 206 && Likeness(Control.Text, answer.Text) >= Alike;

    /// <summary>Share of words in common, 0 to 1; digits and everything with a digit in it are left out, since they change by the request.</summary>
    public static double Likeness(string one, string other)
    {
        var (left, right) = (Words(one), Words(other));
        var all = left.Union(right).Count();
        return all == 0 ? 1 : (double)left.Intersect(right).Count() / all;
    }

    private static HashSet<string> Words(string text) =>
        [
            .. text[..Math.Min(text.Length, 32 * 1024)]
                .Split(
                    [' ', '\t', '\r', '\n', '<', '>', '"', '\'', '=', '/', ',', ';', '.', ':'],
                    StringSplitOptions.RemoveEmptyEntries
                )
                .Where(word => !word.Any(char.IsDigit)),
        ];
}
