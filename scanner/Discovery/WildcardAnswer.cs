using System.Net;
using System.Security.Cryptography;
using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Scanner.Discovery;

/// <summary>What random names below a name are answered (RFC 4592). Only positive data makes a wildcard; an alias does, even to nothing.</summary>
internal abstract record WildcardAnswer
{
    private const int Enough = 3;
    private const int MostSamples = 20;

    private WildcardAnswer() { }

    public sealed record None : WildcardAnswer;

    /// <param name="Aliases">First targets seen; empty for a wildcard of addresses.</param>
    /// <param name="Addresses">All addresses seen.</param>
    /// <param name="Settled">The last samples brought nothing new, so that another answer is another record.</param>
    public sealed record Seen(IReadOnlySet<string> Aliases, IReadOnlySet<IPAddress> Addresses, bool Settled) : WildcardAnswer;

    /// <summary>Nothing could be concluded. The word is one of <see cref="Lookup.Unknown"/>, or <c>unsettled</c>.</summary>
    public sealed record Unknown(string Word, string Reason) : WildcardAnswer;

    /// <summary>A label that nobody has: 80 random bits.</summary>
    public static string RandomLabel() => "cw" + RandomNumberGenerator.GetHexString(20, lowercase: true);

    /// <summary>Could this answer come from the wildcard? True too where its answers never settle.</summary>
    public bool Explains(NameAnswer answer) =>
        this is Seen seen
        && (
            answer.Aliases.Count > 0
                ? seen.Aliases.Contains(answer.Aliases[0])
                : seen.Aliases.Count == 0 && (!seen.Settled || answer.Addresses.All(seen.Addresses.Contains))
        );

    public static async Task<WildcardAnswer> AskAsync(IResolver resolver, string parent, CancellationToken cancellationToken)
    {
        HashSet<string> aliases = [];
        HashSet<IPAddress> addresses = [];
        var (denials, nothingNew) = (0, 0);
        for (var i = 0; i < MostSamples && denials < Enough && nothingNew < Enough; i++)
        {
            var answer = await NameAnswer.AskAsync(resolver, $"{RandomLabel()}.{parent}", cancellationToken);
            if (answer is { IsPositive: false, Unknown: { } unknown })
                return new Unknown(unknown.Word, unknown.Reason);

            if (!answer.IsPositive)
                denials++;
            else
                nothingNew = IsNew(answer, aliases, addresses) ? 0 : nothingNew + 1;

            if (denials > 0 && aliases.Count + addresses.Count > 0)
                return new Unknown("unsettled", $"random names below {parent} are now there, now not");
        }

        return denials > 0 ? new None() : new Seen(aliases, addresses, nothingNew == Enough);
    }

    private static bool IsNew(NameAnswer answer, HashSet<string> aliases, HashSet<IPAddress> addresses)
    {
        if (answer.Aliases.Count > 0)
            return aliases.Add(answer.Aliases[0]);

        var before = addresses.Count;
        addresses.UnionWith(answer.Addresses);
        return addresses.Count > before;
    }
}
