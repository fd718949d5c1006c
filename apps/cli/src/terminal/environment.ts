/** An environment variable that Mitoscope reads. */
export interface Variable {
  readonly name: string
  readonly meaning: string
}

/** Every variable that is read, in the order of --help and the documentation. */
export const environment: readonly Variable[] = [
  { name: 'MITOSCOPE_SERVER', meaning: 'the server that commands ask when --server names none' },
  { name: 'MITOSCOPE_TOKEN', meaning: 'API token for that server, before the one that login kept' },
  {
    name: 'MITOSCOPE_CONFIG',
    meaning: 'folder of the tokens that login keeps; mitoscope in XDG_CONFIG_HOME otherwise',
  },
  {
    name: 'MITOSCOPE_TIMEOUT',
    meaning: 'seconds after which a server that does not answer counts as not there; 60',
  },
  {
    name: 'MITOSCOPE_RETRY_FOR',
    meaning: 'seconds for which commands try again where no server answers; 30',
  },
  { name: 'MITOSCOPE_SPOOL', meaning: 'folder in which log keeps what is not sent yet; see log --help' },
  {
    name: 'MITOSCOPE_DIR',
    meaning: 'folder in which Python scripts keep what is not sent yet; beside the spools otherwise',
  },
  { name: 'MITOSCOPE_DEBUG', meaning: '1 shows where an error came from' },
  { name: 'DATABASE_URL', meaning: 'a PostgreSQL server instead of the database in the data folder' },
  {
    name: 'MITOSCOPE_BLOBS',
    meaning: 's3://bucket/prefix for representations and results instead of the data folder',
  },
  {
    name: 'MITOSCOPE_LOG',
    meaning: 'level of the log on standard error: info, debug, warn, error, silent',
  },
  { name: 'MITOSCOPE_TEAM', meaning: '1 serves with accounts, as --team' },
  { name: 'MITOSCOPE_URL', meaning: 'where people reach the lab, as --url' },
  {
    name: 'MITOSCOPE_TRUSTED_PROXIES',
    meaning: 'proxies whose X-Forwarded-For is believed, as --trusted-proxies',
  },
  { name: 'MITOSCOPE_OIDC_ISSUER', meaning: 'address of an OpenID Connect provider, for --team' },
  { name: 'MITOSCOPE_OIDC_CLIENT_ID', meaning: 'id of this lab at that provider' },
  { name: 'MITOSCOPE_OIDC_CLIENT_SECRET', meaning: 'secret of this lab at that provider' },
  { name: 'MITOSCOPE_OIDC_NAME', meaning: 'what the button to sign in there says; OpenID Connect' },
  { name: 'MITOSCOPE_BACKEND', meaning: 'tensorflow, webgpu or wasm, where --backend forces none' },
  {
    name: 'MITOSCOPE_TENSORFLOW',
    meaning: 'folder with lib/libtensorflow.so.2 and include/ of a TensorFlow of your own',
  },
  {
    name: 'MITOSCOPE_CUDA',
    meaning: '1 or 0: whether the native engine is set up for a GPU; as nvidia-smi answers',
  },
  {
    name: 'MITOSCOPE_CACHE',
    meaning: 'folder of the native engine and of fetched datasets; mitoscope in XDG_CACHE_HOME otherwise',
  },
  {
    name: 'MITOSCOPE_MEASURES',
    meaning: 'absolute path of an ES module with measures of your own; the same for servers and workers',
  },
  { name: 'MITOSCOPE_TIMES', meaning: 'JSON with other times for workers, for tests' },
  { name: 'AWS_ENDPOINT_URL_S3', meaning: 'address of the object storage, before AWS_ENDPOINT_URL' },
  { name: 'AWS_ENDPOINT_URL', meaning: 'address of the object storage, if it is not Amazon’s' },
  { name: 'AWS_REGION', meaning: 'region of the bucket, before AWS_DEFAULT_REGION; us-east-1' },
  { name: 'AWS_DEFAULT_REGION', meaning: 'region of the bucket' },
  { name: 'AWS_ACCESS_KEY_ID', meaning: 'credentials for the bucket; others as Amazon’s SDK takes them' },
  { name: 'AWS_SECRET_ACCESS_KEY', meaning: 'credentials for the bucket' },
  { name: 'XDG_DATA_HOME', meaning: 'folder of data; ~/.local/share' },
  { name: 'XDG_CONFIG_HOME', meaning: 'folder of configurations; ~/.config' },
  { name: 'XDG_CACHE_HOME', meaning: 'folder of caches; ~/.cache' },
  { name: 'XDG_RUNTIME_DIR', meaning: 'folder that WebGPU’s drivers ask for; the temporary one if not set' },
  { name: 'CXX', meaning: 'the C++ compiler for the native engine and kernels; g++' },
  { name: 'LD_LIBRARY_PATH', meaning: 'where the libraries of a GPU are looked for' },
  { name: 'CUDA_VISIBLE_DEVICES', meaning: 'the GPUs that compute, as CUDA takes it' },
  { name: 'UV_THREADPOOL_SIZE', meaning: 'threads of the native kernels at most; one per core, 4 at least' },
  { name: 'TF_NUM_INTRAOP_THREADS', meaning: 'threads of one TensorFlow operation; one per core' },
  { name: 'OMP_NUM_THREADS', meaning: 'set to the same for TensorFlow’s libraries' },
  { name: 'TF_ENABLE_ONEDNN_OPTS', meaning: '0 turns off TensorFlow’s oneDNN kernels; 1' },
  { name: 'TF_CPP_MIN_LOG_LEVEL', meaning: 'what TensorFlow says: 0 everything … 3 nothing' },
  { name: 'TF_FORCE_GPU_ALLOW_GROWTH', meaning: 'false takes the whole memory of a GPU at once; true' },
  { name: 'NVIDIA_TF32_OVERRIDE', meaning: '1 lets a GPU round to TF32, which the checks do not cover; 0' },
  { name: 'CI', meaning: 'when set, no browser is opened' },
  { name: 'SSH_CONNECTION', meaning: 'when set, as it is over SSH, no browser is opened' },
  { name: 'DISPLAY', meaning: 'the screen on which a browser is opened, on Linux' },
  { name: 'WAYLAND_DISPLAY', meaning: 'the same for Wayland' },
  { name: 'npm_lifecycle_event', meaning: 'set by npm: whether the command runs as one of its scripts' },
  { name: 'INIT_CWD', meaning: 'set by npm: the folder that relative paths are meant from' },
]

/** Returns the help text for some variables. */
export function describeVariables(names: readonly string[]): string {
  const maxNameLength = Math.max(...names.map(({ length }) => length))
  const lines = names.map((name) => {
    const known = environment.find((variable) => variable.name === name)
    return `  ${name.padEnd(maxNameLength)}  ${known?.meaning}`
  })
  return `\nEnvironment:\n${lines.join('\n')}\n  All of them: mitoscope --help`
}
