namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>Which suites of the old versions a server accepts, by hellos that offer nothing else.</summary>
internal sealed class SuiteSurvey(
    string? name,
    TlsKnowledge knowledge,
    Func<ClientHello, CancellationToken, Task<HelloAnswer>> ask
)
{
    private const int MostWeakQuestions = 6;

    public async Task RunAsync(bool speaksOld, CancellationToken cancellationToken)
    {
        if (speaksOld && knowledge.OldHello is { } known)
        {
            knowledge.Weak = await AskWeakAsync(known.Version, cancellationToken);
            knowledge.StaticRsa ??= await AcceptsAsync(known.Version, CipherSuites.StaticRsa, cancellationToken);
            knowledge.Dhe ??= await AcceptsAsync(known.Version, CipherSuites.Dhe, cancellationToken);
            knowledge.ForwardSecrecy ??= await AcceptsAsync(known.Version, CipherSuites.ForwardSecret, cancellationToken);
        }
        else if (knowledge.OnlyTls13)
        {
            // these exist in the old versions only, and all of those were denied
            (knowledge.Weak, knowledge.StaticRsa, knowledge.Dhe) = (false, false, false);
        }
    }

    /// <summary>
    /// Asks for the weak suites, then for those of the kinds that were not yet accepted: one suite of each kind is enough.
    /// The oldest version is asked too where EXPORT and DES lived; they were never part of the newer ones.
    /// </summary>
    private async Task<bool?> AskWeakAsync(TlsVersion newest, CancellationToken cancellationToken)
    {
        var oldest = knowledge.Versions.Where(version => version.Value).Min(version => version.Key);
        var left = MostWeakQuestions;
        bool? all = false;
        foreach (var version in oldest <= TlsVersion.Tls10 && oldest != newest ? [newest, oldest] : new[] { newest })
        {
            bool? accepted;
            do
            {
                accepted = await AcceptsAsync(version, KindsNotYetFound(), cancellationToken);
            } while (accepted is true && --left > 0);

            all = accepted is false ? all : null;
        }

        return knowledge.Suites.Any(suite => CipherSuites.WeaknessOf(suite) is not null) ? true : all;
    }

    private ushort[] KindsNotYetFound()
    {
        var found = knowledge.Suites.Select(CipherSuites.WeaknessOf).ToHashSet();
        return [.. CipherSuites.Weak.Where(suite => !found.Contains(CipherSuites.WeaknessOf(suite)))];
    }

    private async Task<bool?> AcceptsAsync(
        TlsVersion version,
        IReadOnlyList<ushort> suites,
        CancellationToken cancellationToken
    ) =>
        suites.Count == 0
            ? false
            : await ask(ClientHello.Old(version, suites, name), cancellationToken) switch
            {
                HelloAnswer.Accepted => true,
                HelloAnswer.Alerted { DeniesSuites: true } => false,
                _ => null,
            };
}
