using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CyberWatch.Rules.Model;

/// <summary>Remarks as the registry keeps them, and as English sentences without a final dot.</summary>
public static class RemarkText
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>A JSON list; null for none.</summary>
    public static string? Format(params IReadOnlyCollection<Remark> remarks) =>
        remarks.Count > 0 ? JsonSerializer.Serialize(remarks, Form) : null;

    /// <summary>What cannot be read (text of before, words of a later version) comes back as it stands.</summary>
    public static IReadOnlyList<Remark> Parse(string? kept)
    {
        if (string.IsNullOrWhiteSpace(kept))
            return [];

        try
        {
            if (kept[0] == '[' && JsonSerializer.Deserialize<List<Remark>>(kept, Form) is { } remarks && !remarks.Contains(null!))
                return remarks;
        }
        catch (JsonException)
        {
            // shown as it stands
        }
        catch (NotSupportedException)
        {
            // a remark without its word
        }

        return [new Remark.Plain(kept)];
    }

    /// <summary>One sentence of all: a reason first, then what was not looked at.</summary>
    public static string English(IReadOnlyList<Remark> remarks) => string.Join("; ", remarks);

    internal static string English(Remark remark) =>
        remark switch
        {
            Remark.UnknownEstablishment of => $"the register has no establishment {of.Finess}",
            Remark.NeverMandated of => $"no mandate was ever signed for {of.Finess}",
            Remark.MandateEnded mandate => $"the mandate ended on {mandate.On:yyyy-MM-dd} ({mandate.Line})",
            Remark.MandateNotYet mandate => $"the mandate starts on {mandate.From:yyyy-MM-dd} only ({mandate.Line})",
            Remark.NothingDeclared => "the perimeter holds neither a domain nor a range",
            Remark.AllExcluded => "all of the perimeter is excluded",
            Remark.PutOff quiet => $"put off by quiet {quiet.Hours} ({quiet.Line})",
            Remark.AlwaysQuiet quiet => $"the quiet hours leave no time (quiet {quiet.Hours}, {quiet.Line})",
            Remark.NothingAnswered none =>
                $"looked at nothing: no question was answered ({none.Silent} silent, {none.NotAllowed} not allowed)",
            Remark.ResolverSilent silent => $"our resolver did not answer {silent.Times} times in a row: search stopped",
            Remark.NameNotLooked name => $"{name.Name} was not looked up ({name.Why})",
            Remark.WordsNotTried words => $"no words were tried below {words.Domain} ({words.Why})",
            Remark.WordsUnanswered words => $"{words.Words} words below {words.Domain} had no answer or were not asked",
            Remark.TooManyNames names => $"more than {names.Most} names: the others were not asked",
            Remark.AddressNotLooked address => $"{address.Address} was not looked at ({address.Why.Word()})",
            Remark.AndMore more => $"and {more.Count} more",
            _ => OfTools(remark),
        };

    private static string OfTools(Remark remark) =>
        remark switch
        {
            Remark.NmapUsable { RawSockets: true } nmap => $"nmap {nmap.Version}, SYN scan",
            Remark.NmapUsable nmap => $"nmap {nmap.Version}, connect scan: the worker may not make packets of its own",
            Remark.NmapMissing nmap =>
                $"{nmap.Program} cannot be started ({nmap.Fault}): apt-get install nmap, or set Scanner:Nmap:Program",
            Remark.NmapStrange nmap => $"{nmap.Program} does not say that it is nmap: set Scanner:Nmap:Program to nmap's path",
            Remark.NmapTooOld nmap =>
                $"nmap {nmap.Version} is too old, at least {nmap.Oldest} is needed: apt-get install nmap on Debian 12",
            Remark.ClockOff clock =>
                $"this worker's clock is {Math.Abs(clock.Seconds)} s {(clock.Seconds > 0 ? "ahead of" : "behind")} the registry's: let both follow the same time servers (timedatectl)",
            Remark.IndexUnusable index => index.Said,
            Remark.Plain plain => plain.Text,
            _ => throw new ArgumentOutOfRangeException(nameof(remark), remark.GetType(), "a remark without a sentence"),
        };
}
