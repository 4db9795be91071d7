using CyberWatch.Scanner.Probes.Tls;
using Microsoft.Extensions.Logging.Abstractions;

namespace CyberWatch.Tests.Scanner.Probes.Tls;

public class OldTlsSelfTestTests
{
    [Fact]
    public async Task Our_client_asks_for_the_old_versions_and_hears_yes_and_no() =>
        Assert.True(
            await new OldTlsSelfTest(TimeProvider.System, NullLogger<OldTlsSelfTest>.Instance).PassesAsync(
                TestContext.Current.CancellationToken
            )
        );

    [Fact]
    public async Task Where_the_self_test_failed_old_versions_stay_unknown()
    {
        var server = new Support.OldTlsServer { Versions = [TlsVersion.Tls12, TlsVersion.Tls10], Suites = [0xC02F, 0x002F] };
        var survey = new TlsSurvey(
            name: null,
            speaksOld: false,
            async (hello, token) =>
                await new HelloClient(TimeProvider.System, TimeSpan.FromSeconds(30)).AskAsync(new Canned(server), hello, token)
        );

        await survey.RunAsync(TestContext.Current.CancellationToken);

        var facts = HandshakeFacts.Of(survey.Knowledge);
        Assert.Equal(true, facts["tls12"]);
        Assert.DoesNotContain("tls10", facts.Keys);
        Assert.DoesNotContain("weak_suites", facts.Keys);
    }

    private sealed class Canned(Support.OldTlsServer server) : MemoryStream
    {
        private MemoryStream? _answer;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _answer = new MemoryStream(server.Answer(buffer.ToArray()));
            return ValueTask.CompletedTask;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _answer!.ReadAsync(buffer, cancellationToken);
    }
}
