import java.io.File;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.nio.channels.FileLock;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Runs DynamoDB Local as a part of another process. What its own main class does not do:
 * listens on loopback only (it would answer the whole network), on a port that the system chooses (no race for a free one);
 * ends when its standard input ends, which is when its parent does, however that happens, on every operating system;
 * closes the database before it ends, since an abrupt end loses acknowledged writes;
 * lets the terminal's Ctrl+C and hang-up pass, so that the parent can finish its work before it ends this one;
 * holds a lock on the data folder for as long as this process, and nothing else, writes to it.
 *
 * Arguments: those of DynamoDB Local. Prints "listening PORT" once it accepts requests. Exit codes: 0 told to stop,
 * 3 another process holds the data folder, 1 anything else. Compiled by eng/build-embedded-dynamodb.
 */
public final class EmbeddedDynamoDb {
    private static final long LOCK_MILLISECONDS = 5_000;
    private static final long STOP_MILLISECONDS = 3_000;

    public static void main(String[] args) throws Exception {
        pass("INT");
        pass("HUP");
        FileLock lock = null;
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals("-dbPath")) {
                lock = lock(new File(args[i + 1], "dynamodb.lock"));
            }
        }

        DynamoDBProxyServer local = ServerRunner.createServerFromCommandLineArgs(args);
        Field field = DynamoDBProxyServer.class.getDeclaredField("server");
        field.setAccessible(true);
        ServerConnector connector = (ServerConnector) ((Server) field.get(local)).getConnectors()[0];
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        local.safeStart();
        System.out.println("listening " + connector.getLocalPort());
        System.out.flush();

        while (System.in.read() >= 0) {
            // Nothing is said on this pipe. That it closes is the message.
        }

        Thread limit = new Thread(EmbeddedDynamoDb::haltSoon);
        limit.setDaemon(true);
        limit.start();
        local.stop();
        if (lock != null) {
            lock.release();
        }

        Runtime.getRuntime().halt(0);
    }

    private static void pass(String signal) {
        try {
            Signal.handle(new Signal(signal), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException unknownHere) {
            // Windows has no hang-up.
        }
    }

    /** The process before may still be closing the database: worth a short wait. */
    private static FileLock lock(File file) throws Exception {
        RandomAccessFile opened = new RandomAccessFile(file, "rw");
        for (long waited = 0; ; waited += 50) {
            FileLock lock = opened.getChannel().tryLock();
            if (lock != null) {
                return lock;
            }

            if (waited >= LOCK_MILLISECONDS) {
                System.err.println("Another process uses " + file.getParent());
                System.exit(3);
            }

            Thread.sleep(50);
        }
    }

    private static void haltSoon() {
        try {
            Thread.sleep(STOP_MILLISECONDS);
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }

        Runtime.getRuntime().halt(1);
    }
}
