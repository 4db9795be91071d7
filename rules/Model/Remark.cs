using System.Text.Json.Serialization;

namespace CyberWatch.Rules.Model;

/// <summary>
/// One thing to tell people about a scan, a worker or the index: a word of a closed list and its values. The registry keeps it as JSON
/// (<see cref="RemarkText"/>), pages make a sentence of it in the reader's language; its own text is the English one, for the command line and logs.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(UnknownEstablishment), "unknown-establishment")]
[JsonDerivedType(typeof(NeverMandated), "never-mandated")]
[JsonDerivedType(typeof(MandateEnded), "mandate-ended")]
[JsonDerivedType(typeof(MandateNotYet), "mandate-not-yet")]
[JsonDerivedType(typeof(NothingDeclared), "nothing-declared")]
[JsonDerivedType(typeof(AllExcluded), "all-excluded")]
[JsonDerivedType(typeof(PutOff), "put-off")]
[JsonDerivedType(typeof(AlwaysQuiet), "always-quiet")]
[JsonDerivedType(typeof(NothingAnswered), "nothing-answered")]
[JsonDerivedType(typeof(ResolverSilent), "resolver-silent")]
[JsonDerivedType(typeof(NameNotLooked), "name-not-looked")]
[JsonDerivedType(typeof(WordsNotTried), "words-not-tried")]
[JsonDerivedType(typeof(WordsUnanswered), "words-unanswered")]
[JsonDerivedType(typeof(TooManyNames), "too-many-names")]
[JsonDerivedType(typeof(AddressNotLooked), "address-not-looked")]
[JsonDerivedType(typeof(AndMore), "and-more")]
[JsonDerivedType(typeof(NmapUsable), "nmap-usable")]
[JsonDerivedType(typeof(ClockOff), "clock-off")]
[JsonDerivedType(typeof(NmapMissing), "nmap-missing")]
[JsonDerivedType(typeof(NmapStrange), "nmap-strange")]
[JsonDerivedType(typeof(NmapTooOld), "nmap-too-old")]
[JsonDerivedType(typeof(IndexUnusable), "index-unusable")]
[JsonDerivedType(typeof(Plain), "plain")]
public abstract record Remark
{
    private Remark() { }

    public sealed record UnknownEstablishment(string Finess) : Remark;

    public sealed record NeverMandated(string Finess) : Remark;

    /// <param name="On">Its last day.</param>
    /// <param name="Line">File and line of the mandate.</param>
    public sealed record MandateEnded(DateOnly On, string Line) : Remark;

    /// <param name="From">Its first day.</param>
    /// <param name="Line">File and line of the mandate.</param>
    public sealed record MandateNotYet(DateOnly From, string Line) : Remark;

    /// <summary>The perimeter holds neither a domain nor a range.</summary>
    public sealed record NothingDeclared : Remark;

    public sealed record AllExcluded : Remark;

    /// <summary>Quiet hours put the scan off.</summary>
    /// <param name="Hours">As the perimeter has them; <see cref="QuietHours"/> reads them.</param>
    /// <param name="Line">File and line of the perimeter.</param>
    public sealed record PutOff(string Hours, string Line) : Remark;

    /// <summary>The quiet hours leave no time in a week.</summary>
    public sealed record AlwaysQuiet(string Hours, string Line) : Remark;

    /// <summary>No question of the scan was answered.</summary>
    public sealed record NothingAnswered(int Silent, int NotAllowed) : Remark;

    /// <summary>Our resolver was silent so often in a row that it was asked no more.</summary>
    public sealed record ResolverSilent(int Times) : Remark;

    /// <summary>Nobody said where the name points. <paramref name="Why"/>: a silence in kebab case, a code as dig prints it, or another word.</summary>
    public sealed record NameNotLooked(string Name, string Why) : Remark;

    /// <summary>No words were tried below a domain, since nothing could be concluded from the answers.</summary>
    public sealed record WordsNotTried(string Domain, string Why) : Remark;

    /// <summary>Words that had no answer, or were not asked any more after so many had none.</summary>
    public sealed record WordsUnanswered(string Domain, int Words) : Remark;

    public sealed record TooManyNames(int Most) : Remark;

    /// <summary>The search for hosts could not look at this address.</summary>
    public sealed record AddressNotLooked(string Address, Silence Why) : Remark;

    /// <summary>So many more of the kind before.</summary>
    public sealed record AndMore(int Count) : Remark;

    /// <param name="Version">For instance <c>7.93</c>.</param>
    /// <param name="RawSockets">Ports are looked for by SYN; else by whole connections.</param>
    public sealed record NmapUsable(string Version, bool RawSockets) : Remark;

    /// <param name="Program">What was to be started.</param>
    /// <param name="Fault">What the system says, in its own language.</param>
    public sealed record NmapMissing(string Program, string Fault) : Remark;

    /// <summary>The program does not say that it is nmap.</summary>
    public sealed record NmapStrange(string Program) : Remark;

    public sealed record NmapTooOld(string Version, string Oldest) : Remark;

    /// <summary>The worker's clock is ahead of (or, negative, behind) that of the registry's server by so many seconds.</summary>
    public sealed record ClockOff(int Seconds) : Remark;

    /// <param name="Trouble">What kind of trouble it is.</param>
    /// <param name="Said">All that is known, with the remedy: one or more English sentences.</param>
    public sealed record IndexUnusable(IndexTrouble Trouble, string Said) : Remark;

    /// <summary>Text that was kept before remarks had words; shown as it stands.</summary>
    public sealed record Plain(string Text) : Remark;

    public sealed override string ToString() => RemarkText.English(this);
}
