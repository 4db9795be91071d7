using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Findings.Elastic;
using CyberWatch.Infra.Registry;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.EndToEnd.Findings;

/// <summary>A server with TLS, a password, keys, and little room: the way in, and what each refusal says.</summary>
public sealed class SecuredElasticTests(SecuredElastic server) : IClassFixture<SecuredElastic>, IAsyncLifetime
{
    private ElasticInstallation _installation = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _installation = new(await server.AddressAsync(Token), Trusting(SecuredElastic.Password));
        await _installation.SetUpAsync(Token);
    }

    public ValueTask DisposeAsync() => _installation?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_key_with_the_listed_privileges_does_all_that_a_worker_does()
    {
        var key = await _installation.KeyAsync(ElasticPrivileges.OfWork(_installation.Options.Prefix));
        var index = _installation.Other(options => (options.ApiKey, options.CaFile) = (key, server.CaFile));
        var sector = new AccessScope.WholeSector();

        Assert.Null(await index.FaultAsync(Token));
        Assert.NotEmpty(await index.IdentityAsync(Token));
        Assert.All(await index.UpsertAsync(Some(20), Token), outcome => Assert.IsType<IndexOutcome.Done>(outcome));
        await index.RefreshAsync(Token);
        Assert.Equal(20, (await index.SearchAsync(sector, new FindingQuery(), Token)).Total);
        Assert.Equal(20, await index.ReadAllAsync(sector, new FindingQuery(), Token).CountAsync(Token));
        Assert.Equal(20, await index.DropHistoryAsync(new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), Token));
        Assert.Equal(20, await index.DeleteEstablishmentAsync("990000001", Token));
    }

    [Fact]
    public async Task A_key_that_may_only_read_is_told_what_it_lacks()
    {
        var key = await _installation.KeyAsync(
            $$"""{ "cluster": ["monitor"], "indices": [{ "names": ["{{_installation.Options.Prefix}}-*"], "privileges": ["read", "view_index_metadata"] }] }"""
        );
        var index = _installation.Other(options => (options.ApiKey, options.CaFile) = (key, server.CaFile));

        var fault = await Assert.ThrowsAsync<FindingIndexUnavailableException>(() => index.UpsertAsync(Some(1), Token));

        Assert.Contains("infra/README.md", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_are_told_and_never_repeated()
    {
        const string Wrong = "Kein-Passwort-77";
        var key = Convert.ToBase64String("id:Kein-Schluessel-77"u8);
        ElasticFindingIndex[] both =
        [
            _installation.Other(Trusting(Wrong)),
            _installation.Other(options => (options.ApiKey, options.CaFile) = (key, server.CaFile)),
        ];

        foreach (var index in both)
        {
            var fault = await Assert.ThrowsAsync<FindingIndexUnavailableException>(() => index.UpsertAsync(Some(1), Token));
            Assert.Contains("refuses the credentials", fault.Message, StringComparison.Ordinal);
            foreach (var secret in (string[])[Wrong, key, "Kein-Schluessel-77"])
                Assert.DoesNotContain(secret, fault.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_certificate_of_nobody_is_told_and_its_fingerprint_is_enough()
    {
        var stranger = _installation.Other(options => (options.User, options.Password) = ("elastic", SecuredElastic.Password));
        var known = _installation.Other(options =>
            (options.User, options.Password, options.Fingerprint) = ("elastic", SecuredElastic.Password, server.Fingerprint)
        );

        var fault = await Assert.ThrowsAsync<FindingIndexUnavailableException>(() => stranger.UpsertAsync(Some(1), Token));

        Assert.Contains("Findings:Elastic:CaFile", fault.Message, StringComparison.Ordinal);
        Assert.Null(await known.FaultAsync(Token));
    }

    [Fact]
    public async Task A_server_without_room_for_a_batch_takes_it_in_halves()
    {
        var outcomes = await _installation.Index.UpsertAsync(Some(400), Token);
        await _installation.Index.RefreshAsync(Token);

        Assert.All(outcomes, outcome => Assert.IsType<IndexOutcome.Done>(outcome));
        Assert.Equal(400, await _installation.Index.CountAsync(new AccessScope.WholeSector(), Token));
        var stats = JsonElement.Parse(await _installation.AskAsync(HttpMethod.GET, "/_nodes/stats/indexing_pressure"));
        var node = stats.GetProperty("nodes").EnumerateObject().First().Value;
        var refused = node.GetProperty("indexing_pressure")
            .GetProperty("memory")
            .GetProperty("total")
            .GetProperty("coordinating_rejections");
        Assert.True(refused.GetInt64() > 0, "the server had room for the whole batch: the limit of the test is too large");
    }

    private Action<ElasticOptions> Trusting(string password) =>
        options => (options.User, options.Password, options.CaFile) = ("elastic", password, server.CaFile);

    private static List<IndexDocument> Some(int count) => [.. Enumerable.Range(1, count).Select(ElasticSetupTests.Document)];
}

/// <summary>Started once for these tests, with a certificate made for it.</summary>
public sealed class SecuredElastic : IAsyncDisposable
{
    public const string Password = "Ein-Passwort-42";
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("cyberwatch-certificates-");
    private ElasticServer? _server;

    public string CaFile => Path.Combine(_files.FullName, "ca.pem");
    public string Fingerprint { get; private set; } = "";

    public async Task<Uri> AddressAsync(CancellationToken cancellationToken)
    {
        ElasticServer.Need(own: true);
        if (_server is null)
        {
            WriteCertificates();
            var settings = new Dictionary<string, string?>
            {
                ["ES_PASSWORD"] = Password,
                ["ES_SCHEME"] = "https",
                ["ES_EXTRA_FILES"] = _files.FullName,
                ["ES_EXTRA_YML"] = """
                    xpack.security.http.ssl.enabled: true
                    xpack.security.http.ssl.key: node.key
                    xpack.security.http.ssl.certificate: node.pem
                    indexing_pressure.memory.coordinating.limit: 64kb
                    """,
            };
            _server = await ElasticServer.StartAsync(settings, cancellationToken);
        }
        return _server.Address;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _files.Delete(recursive: true);
    }

    private void WriteCertificates()
    {
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var caKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ca = new CertificateRequest("CN=Autorité d'essai", caKey, HashAlgorithmName.SHA256);
        ca.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = ca.CreateSelfSigned(from, until);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=node", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var node = request.Create(authority, from, until, [1, 2, 3, 4]);
        Fingerprint = node.GetCertHashString(HashAlgorithmName.SHA256);
        File.WriteAllText(CaFile, authority.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_files.FullName, "node.pem"), node.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_files.FullName, "node.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
