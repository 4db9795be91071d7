namespace CyberWatch.Scanner.Probes.Tls;

/// <summary>
/// Proves once per process that our own client can still ask for the old versions and recognise a yes and a no: without that proof an
/// old version is not known, never absent. The other side is a few lines here, strict about the hello that it is sent; no packet leaves.
/// </summary>
internal sealed partial class OldTlsSelfTest(TimeProvider clock, ILogger<OldTlsSelfTest> logger)
{
    private static readonly TlsVersion[] Old = [TlsVersion.Ssl3, TlsVersion.Tls10, TlsVersion.Tls11, TlsVersion.Tls12];

    private readonly HelloClient _client = new(clock, TimeSpan.FromSeconds(5));
    private readonly Lock _gate = new();
    private Task<bool>? _outcome;

    public Task<bool> PassesAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return (_outcome ??= RunAsync(CancellationToken.None)).WaitAsync(cancellationToken);
        }
    }

    private async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var version in Old)
        {
            var hello = ClientHello.Old(version, CipherSuites.All, version == TlsVersion.Ssl3 ? null : "self-test.invalid");
            var yes = await _client.AskAsync(new PracticeServer(version), hello, cancellationToken);
            var no = await _client.AskAsync(new PracticeServer(version - 1), hello, cancellationToken);
            var heard =
                yes is HelloAnswer.Accepted { Certificates.Count: 1 } accepted
                && accepted.Hello.Version == version
                && no is HelloAnswer.Alerted denial
                && denial.Denies(version);
            if (!heard)
            {
                LogFailure(version, yes, no);
                return false;
            }
        }

        return true;
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The self-test of our own TLS client failed for {Version}: {Yes}, {No}. Old versions stay unknown in every scan of this process."
    )]
    private partial void LogFailure(TlsVersion version, object yes, object no);
}
