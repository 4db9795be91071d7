using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CyberWatch.Infra;
using Spectre.Console;

namespace CyberWatch.Scanner.Commands;

/// <summary>
/// Where a verb writes. With <c>--json</c> standard output holds objects, one a line, and nothing else; without, tables for people.
/// Notes and progress go to standard error always.
/// </summary>
internal sealed class CommandOutput(TextWriter output, TextWriter error, bool json)
{
    private static readonly JsonSerializerOptions Lines = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private const int WidthOfAFile = 200;

    public bool IsJson => json;

    /// <summary>One object of a listing, names in snake case.</summary>
    public void Object<T>(T row) => output.WriteLine(JsonSerializer.Serialize(row, Lines));

    /// <summary>Something to know, for people: a count, an age, a remedy.</summary>
    public void Note(string sentence) => error.WriteLine(sentence);

    /// <summary>Asks who sits at a terminal; null where nobody does.</summary>
    public bool? Ask(string question)
    {
        var isWatched = ReferenceEquals(error, System.Console.Error) && !System.Console.IsErrorRedirected;
        if (!isWatched || System.Console.IsInputRedirected)
            return null;
        error.Write($"{question} [y/N] ");
        return System.Console.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    /// <summary>What the verb is there for, where that is a sentence and not a listing.</summary>
    public void Result(string sentence) => output.WriteLine(PrintableText.Of(sentence));

    /// <summary>A listing: objects or a table, as was asked. Cells are plain text, never markup.</summary>
    public void List<T>(IEnumerable<T> rows, IReadOnlyList<string> headings, Func<T, IReadOnlyList<string>> cells)
    {
        if (json)
        {
            foreach (var row in rows)
            {
                Object(row);
            }

            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(new Text(heading)));
        }

        foreach (var row in rows)
        {
            table.AddRow(cells(row).Select(cell => new Text(PrintableText.Of(cell))));
        }

        Console().Write(table);
    }

    /// <summary>How far a long verb is, from 0 to 1; only for who watches a terminal.</summary>
    public IProgress<double>? Progress(string what) =>
        ReferenceEquals(error, System.Console.Error) && !System.Console.IsErrorRedirected ? new ProgressLine(error, what) : null;

    private sealed class ProgressLine(TextWriter terminal, string what) : IProgress<double>
    {
        private int _shown = -1;

        public void Report(double value)
        {
            var percent = (int)(value * 100);
            if (percent != _shown)
            {
                _shown = percent;
                terminal.Write($"\r{what} {percent} %{(percent >= 100 ? Environment.NewLine : "")}");
            }
        }
    }

    private IAnsiConsole Console()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!ReferenceEquals(output, System.Console.Out) || System.Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOfAFile;
        }

        return console;
    }
}
