namespace CyberWatch.Infra.Databases;

/// <summary>
/// A token that follows another one on a thread of its own. Within <c>Cancel()</c> Npgsql asks the server to stop what it does, and waits for
/// that: a server that is frozen would hold up whoever cancels, and with him everything else that hangs on the same token, sockets and nmap too.
/// </summary>
internal sealed class DetachedCancellation : IDisposable
{
    // holds no timer and no handle, so that it needs no disposing; a late cancellation must not meet a disposed one
    private readonly CancellationTokenSource _follower = new();
    private readonly CancellationTokenRegistration _link;

    public DetachedCancellation(CancellationToken followed) =>
        _link = followed.UnsafeRegister(follower => _ = ((CancellationTokenSource)follower!).CancelAsync(), _follower);

    public CancellationToken Token => _follower.Token;

    public void Dispose() => _link.Dispose();
}
