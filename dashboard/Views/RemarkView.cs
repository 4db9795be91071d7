using CyberWatch.Rules.Model;

namespace CyberWatch.Dashboard.Views;

/// <summary>Remarks of scans and workers as sentences in the reader's language. Text of before has no words and is shown as it stands.</summary>
internal static class RemarkView
{
    public static IReadOnlyList<string> Of(string? kept, Texts texts) =>
        [.. RemarkText.Parse(kept).Select(remark => Scanned.Text(Of(remark, texts), most: 300))];

    private static string Of(Remark remark, Texts texts) =>
        remark switch
        {
            Remark.UnknownEstablishment of => texts["remarks.unknown-establishment", of.Finess],
            Remark.NeverMandated => texts["remarks.never-mandated"],
            Remark.MandateEnded mandate => texts["remarks.mandate-ended", When.Day(mandate.On)],
            Remark.MandateNotYet mandate => texts["remarks.mandate-not-yet", When.Day(mandate.From)],
            Remark.NothingDeclared => texts["remarks.nothing-declared"],
            Remark.AllExcluded => texts["remarks.all-excluded"],
            Remark.PutOff quiet => texts["remarks.put-off", QuietView.Of(quiet.Hours, texts)],
            Remark.AlwaysQuiet quiet => texts["remarks.always-quiet", QuietView.Of(quiet.Hours, texts)],
            Remark.NothingAnswered none => texts[
                "remarks.nothing-answered",
                Numbers.Of(none.Silent),
                Numbers.Of(none.NotAllowed)
            ],
            Remark.AndMore more => texts.Count("remarks.and-more", more.Count),
            Remark.IndexUnusable index => IndexTroubleView.Of(index, texts) ?? index.Said,
            Remark.Plain plain => plain.Text,
            _ => OfTools(remark, texts) ?? OfNames(remark, texts),
        };

    private static string OfNames(Remark remark, Texts texts) =>
        remark switch
        {
            Remark.ResolverSilent silent => texts["remarks.resolver-silent", Numbers.Of(silent.Times)],
            Remark.NameNotLooked name => texts["remarks.name-not-looked", name.Name, SilenceView.Of(name.Why, texts)],
            Remark.WordsNotTried words => texts["remarks.words-not-tried", words.Domain, SilenceView.Of(words.Why, texts)],
            Remark.WordsUnanswered words => texts["remarks.words-unanswered", words.Domain, Numbers.Of(words.Words)],
            Remark.TooManyNames names => texts["remarks.too-many-names", Numbers.Of(names.Most)],
            Remark.AddressNotLooked address => texts[
                "remarks.address-not-looked",
                address.Address,
                SilenceView.Of(address.Why.Word(), texts)
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(remark), remark.GetType(), null),
        };

    private static string? OfTools(Remark remark, Texts texts) =>
        remark switch
        {
            Remark.NmapUsable { RawSockets: true } nmap => texts["remarks.nmap-syn", nmap.Version],
            Remark.NmapUsable nmap => texts["remarks.nmap-connect", nmap.Version],
            Remark.ClockOff { Seconds: > 0 } clock => texts["remarks.clock-before", clock.Seconds],
            Remark.ClockOff clock => texts["remarks.clock-behind", -clock.Seconds],
            Remark.NmapMissing nmap => texts["remarks.nmap-missing", nmap.Program, nmap.Fault],
            Remark.NmapStrange nmap => texts["remarks.nmap-strange", nmap.Program],
            Remark.NmapTooOld nmap => texts["remarks.nmap-too-old", nmap.Version, nmap.Oldest],
            _ => null,
        };
}
