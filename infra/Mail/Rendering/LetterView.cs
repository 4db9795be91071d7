using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Rules.Model;
using CyberWatch.Rules.Scoring;

namespace CyberWatch.Infra.Mail.Rendering;

/// <summary>
/// A letter in the words of one language, block by block: what the HTML and the text both lay out. All text is plain and may be hostile;
/// prose has the no-break spaces of its language. The title is the verdict, the preheader what a list of mails shows beside the subject
/// (empty where nothing may be shown).
/// </summary>
public sealed record LetterView(
    string Language,
    string Subject,
    string Preheader,
    string Edition,
    string Who,
    string Period,
    string Title,
    string Text,
    IReadOnlyList<Block> Blocks,
    FooterView Footer
);

/// <summary>Why somebody gets this, and how to change that.</summary>
public sealed record FooterView(string Because, string Detail, LinkView? Settings, LinkView? Unsubscribe, string Numbers);

/// <summary>Words that lead somewhere. Addresses begin with the dashboard's public one, always.</summary>
public sealed record LinkView(string Words, string Address);

/// <summary>One piece of a letter. Mono text (addresses, names, commands) is never touched by the typography of a language.</summary>
public abstract record Block
{
    private Block() { }

    public sealed record Heading(string Title) : Block;

    public sealed record Prose(string Text, LinkView? Link = null, bool Muted = false) : Block;

    /// <summary>
    /// <c>Lines</c>: sentences below the number, the first one stronger. <c>Steps</c>: for instance "50 → 70" and what did
    /// it.
    /// </summary>
    public sealed record Score(
        string Label,
        int Value,
        Grade Grade,
        string? Mark,
        string Address,
        IReadOnlyList<string> Lines,
        IReadOnlyList<StepView> Steps
    ) : Block;

    public sealed record Action(
        int Number,
        SeverityView Severity,
        string Tags,
        LinkView Title,
        IReadOnlyList<string> Assets,
        IReadOnlyList<string> Lines,
        string First,
        string Gesture,
        string Due,
        string? Gain
    ) : Block;

    /// <summary>An accepted risk is shown struck, and said in the lines.</summary>
    public sealed record Row(
        SeverityView Severity,
        LinkView Title,
        bool Struck,
        IReadOnlyList<string> Assets,
        IReadOnlyList<string> Lines
    ) : Block;

    public sealed record Counts(IReadOnlyList<CountView> Items) : Block;

    public sealed record Table(TableShape Shape, IReadOnlyList<HeadingCell> Headings, IReadOnlyList<IReadOnlyList<Cell>> Rows)
        : Block;

    public sealed record Numbered(IReadOnlyList<string> Lines) : Block;

    public sealed record Commands(IReadOnlyList<string> Lines) : Block;

    public sealed record Button(LinkView Link) : Block;
}

/// <summary>How a table is laid out in text; in HTML all are tables.</summary>
public enum TableShape
{
    /// <summary>Figures in columns.</summary>
    Columns,

    /// <summary>One item a row, its cells in sentences.</summary>
    List,

    /// <summary>A label and its value.</summary>
    Facts,
}

public sealed record StepView(string Way, string Words);

public sealed record CountView(string Number, string Words, string? Address);

public sealed record HeadingCell(string Words, bool Right = false);

public sealed record Cell(
    string Text,
    string? Address = null,
    string? Note = null,
    SeverityView? Badge = null,
    bool Mono = false
);

/// <summary>A severity's word, mark and colours; <c>ok</c> is what was proved.</summary>
public sealed record SeverityView(string Token, string Mark, string Word, string Colour)
{
    public static SeverityView Of(Severity severity, LetterWords words) =>
        severity switch
        {
            Severity.Critical => new("crit", "◆", words["common.critical"], "#8B1A2B"),
            Severity.High => new("high", "▲", words["common.high"], "#9A3D00"),
            Severity.Medium => new("med", "■", words["common.medium"], "#6E5200"),
            Severity.Low => new("low", "●", words["common.low"], "#1F5285"),
            _ => new("info", "○", words["common.info"], "#4F5862"),
        };

    public static SeverityView Proved(LetterWords words) => new("ok", "✓", words["common.proved"], "#1B6138");
}

/// <summary>For whom a view is made.</summary>
internal sealed record LetterFor(LetterWords Words, LetterAddresses Addresses, DetailLevel Detail, LetterLinks Links)
{
    public bool IsFull => Detail == DetailLevel.Full;
}
