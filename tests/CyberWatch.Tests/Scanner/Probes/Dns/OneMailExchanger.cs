using CyberWatch.Scanner.Net.Dns;

namespace CyberWatch.Tests.Scanner.Probes.Dns;

/// <summary>Knows one mail exchanger of any name; all else is said, or not, by another resolver.</summary>
internal sealed class OneMailExchanger(IResolver others) : IResolver
{
    public Task<DnsAnswer> AskAsync(string name, RecordType type, CancellationToken cancellationToken) =>
        AskAsync(new DnsQuestion(name, type), cancellationToken);

    public Task<DnsAnswer> AskAsync(DnsQuestion question, CancellationToken cancellationToken) =>
        question.Type == RecordType.MX
            ? Task.FromResult<DnsAnswer>(
                new DnsAnswer.Reply(
                    ResponseCode.NoError,
                    [new DnsRecord.Mx(question.Name, 300, 10, "mx.elsewhere.example")],
                    [],
                    []
                )
            )
            : others.AskAsync(question, cancellationToken);
}
