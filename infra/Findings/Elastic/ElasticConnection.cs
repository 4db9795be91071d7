using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Elastic.Clients.Elasticsearch;
using Elastic.Transport;
using Microsoft.Extensions.Options;
using HttpMethod = Elastic.Transport.HttpMethod;

namespace CyberWatch.Infra.Findings.Elastic;

/// <summary>The client with its way to the server. A call ends in an answer, in a sentence with the remedy, or in cancellation; it never retries.</summary>
internal sealed class ElasticConnection : IDisposable
{
    private readonly ElasticsearchClientSettings _settings;
    private readonly RequestConfiguration _bulk;

    public ElasticConnection(IOptions<ElasticOptions> options)
    {
        Options = options.Value;
        Names = new IndexNames(Options.Prefix);
        Faults = new ElasticFaults(Options);
        _settings = Settings(Options);
        // a time-out of its own makes a pool of connections of its own: one instance
        _bulk = new RequestConfiguration { RequestTimeout = Options.BulkTimeout };
        Client = new ElasticsearchClient(_settings);
    }

    public ElasticOptions Options { get; }
    public IndexNames Names { get; }
    public ElasticFaults Faults { get; }

    /// <summary>For typed questions. Whoever asks looks at the answer with <see cref="Checked{T}"/>.</summary>
    public ElasticsearchClient Client { get; }

    /// <summary>A question by its path. Other statuses than 2xx are an answer only where they are named.</summary>
    /// <exception cref="FindingIndexUnavailableException">No answer, or one that was not expected.</exception>
    public async Task<ElasticAnswer> SendAsync(
        HttpMethod method,
        string path,
        string? body,
        CancellationToken cancellationToken,
        params IReadOnlyList<int> expected
    )
    {
        var sent = body is null ? null : PostData.String(body);
        var answer = await Client.Transport.RequestAsync<StringResponse>(
            new EndpointPath(method, path),
            sent,
            null,
            null,
            cancellationToken
        );
        cancellationToken.ThrowIfCancellationRequested();
        var call = answer.ApiCallDetails;
        return call.HttpStatusCode is { } status && (status is >= 200 and < 300 || expected.Contains(status))
            ? new(status, answer.Body ?? "")
            : throw Faults.Of(call, answer.Body);
    }

    /// <summary>Makes an index, unless somebody made it before; tells whether it was made now.</summary>
    public async Task<bool> MakeIndexAsync(string name, string? body, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.PUT, $"/{name}", body, cancellationToken, 400);
        var (type, reason) = ElasticAnswer.ErrorOf(answer.Body);
        return answer.Status == 400 && type != "resource_already_exists_exception"
            ? throw Faults.Of(answer.Status, type, reason)
            : answer.Status != 400;
    }

    /// <summary>Sends prepared operations; every outcome is for the caller to read.</summary>
    public async Task<BytesResponse> BulkAsync(string path, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var answer = await Client.Transport.RequestAsync<BytesResponse>(
            new EndpointPath(HttpMethod.POST, path),
            PostData.ReadOnlyMemory(body),
            null,
            _bulk,
            cancellationToken
        );
        cancellationToken.ThrowIfCancellationRequested();
        return answer;
    }

    /// <summary>The answer of a typed question, when it is one.</summary>
    /// <exception cref="FindingIndexUnavailableException">It is none.</exception>
    public T Checked<T>(T answer, CancellationToken cancellationToken)
        where T : global::Elastic.Transport.Products.Elasticsearch.ElasticsearchResponse
    {
        // a cancelled call returns like any other
        cancellationToken.ThrowIfCancellationRequested();
        return answer.IsValidResponse ? answer : throw Faults.Of(answer.ApiCallDetails, answer.ElasticsearchServerError?.Error);
    }

    public void Dispose() => ((IDisposable)_settings).Dispose();

    private static ElasticsearchClientSettings Settings(ElasticOptions options)
    {
        var nodes = options.Nodes;
        NodePool pool = nodes.Count == 1 ? new SingleNodePool(nodes[0]) : new StaticNodePool(nodes, randomize: true);
        var settings = new ElasticsearchClientSettings(pool)
            .RequestTimeout(options.Timeout)
            .DeadTimeout(TimeSpan.FromSeconds(5))
            .MaxDeadTimeout(TimeSpan.FromMinutes(1))
            .MaximumRetries(nodes.Count - 1)
            // on by default; on the way to the same rack it costs a third of the throughput
            .EnableHttpCompression(false)
            .TransferEncodingChunked();
        if (options.ApiKey is { } key)
            settings = settings.Authentication(new ApiKey(key));
        if (options is { User: { } user, Password: { } password })
            settings = settings.Authentication(new BasicAuthentication(user, password));
        if (options.Fingerprint is { } fingerprint)
            settings = settings.CertificateFingerprint(fingerprint);
        return options.CaFile is { } file ? settings.ServerCertificateValidationCallback(TrustIn(file)) : settings;
    }

    /// <summary>Trusts what this authority signed, for the name that was asked, and nothing else.</summary>
    private static Func<object, X509Certificate, X509Chain, SslPolicyErrors, bool> TrustIn(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return (_, shown, sent, errors) =>
        {
            if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) || shown is not X509Certificate2 certificate)
                return false;
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            foreach (var element in sent.ChainElements)
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            return chain.Build(certificate);
        };
    }
}
